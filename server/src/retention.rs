//! Has old data removed, in small steps between which others can write.

use std::sync::Arc;
use std::time::Duration;

use clerk_local_core::Core;

/// How often old data is looked for.
const INTERVAL: Duration = Duration::from_secs(10 * 60);
/// The pause between two steps.
const PAUSE: Duration = Duration::from_millis(50);

/// Runs until the server ends.
pub async fn keep_small(core: Arc<Core>) {
    loop {
        while step(core.clone()).await {
            tokio::time::sleep(PAUSE).await;
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

/// One step; whether there may be more to remove. A failure is in the log, and is tried again later.
async fn step(core: Arc<Core>) -> bool {
    let removed = tokio::task::spawn_blocking(move || core.remove_old()).await;
    matches!(removed, Ok(Ok(true)))
}
