//! From the command line to a listening server.

use std::fmt;
use std::io::{ErrorKind, Write};
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::ServiceExt;
use axum::extract::Request;
use clerk_local_core::clock::Clock;
use clerk_local_core::config::Config;
use clerk_local_core::db::Location;
use clerk_local_core::dev::Seed;
use clerk_local_core::random::Random;
use clerk_local_core::{Core, Parts};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::cli::Serve;
use crate::shell::{Shell, router};
use crate::{retention, smtp};

/// How long calls under way may take to end once the server is told to end: some wait for a mail.
const GRACE: Duration = Duration::from_secs(2);

/// Why the server can't start: one sentence for the person who started it.
#[derive(Debug)]
pub struct StartError(String);

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StartError {}

impl StartError {
    fn new(reason: impl fmt::Display) -> Self {
        StartError(reason.to_string())
    }
}

/// Serves until Ctrl-C or SIGTERM.
pub async fn serve(options: Serve) -> Result<(), StartError> {
    let listener = bind(options.host, options.port).await?;
    let address = listener.local_addr().map_err(StartError::new)?;
    let relay = options.smtp.clone();
    let shell = tokio::task::spawn_blocking(move || prepare(options, address)).await.map_err(StartError::new)??;
    if let Some(relay) = relay {
        tokio::spawn(smtp::deliver(shell.core.clone(), shell.mail.clone(), relay));
    }
    tokio::spawn(retention::keep_small(shell.core.clone()));
    let config = shell.core.config();
    tracing::info!("publishable key: {}", config.publishable_key());
    tracing::info!("key for Clerk's own SDKs, with proxyUrl {}: {}", config.url, config.official_publishable_key());
    announce(&config.url);
    let service = ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(router(shell));
    tokio::select! {
        served = axum::serve(listener, service).with_graceful_shutdown(ended()) => served.map_err(StartError::new),
        () = async { ended().await; tokio::time::sleep(GRACE).await } => Ok(()),
    }
}

async fn bind(host: IpAddr, port: u16) -> Result<TcpListener, StartError> {
    TcpListener::bind((host, port)).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => StartError(format!(
            "Port {port} on {host} is in use. End the program that has it (another clerk-local?), or choose another one with --port."
        )),
        ErrorKind::PermissionDenied => {
            StartError(format!("Port {port} on {host} may not be used. Choose one above 1023 with --port."))
        }
        ErrorKind::AddrNotAvailable => {
            StartError(format!("{host} is not an address of this machine. Choose another one with --host."))
        }
        _ => StartError(format!("The server can't listen on {host}, port {port}: {error}.")),
    })
}

/// Reads the seed and starts the engine.
fn prepare(options: Serve, address: SocketAddr) -> Result<Shell, StartError> {
    for folder in &options.www {
        if !folder.is_dir() {
            return Err(StartError(format!("The folder {} of --www doesn't exist.", folder.display())));
        }
    }
    let (sender, mail) = watch::channel(0);
    let core = Core::start(Parts {
        location: Location::from(options.db.as_str()),
        clock: Clock::system(),
        random: Random::new(|bytes| getrandom::fill(bytes).map_err(Into::into)),
        config: Config {
            url: format!("http://{}", reachable(address)),
            roles: options.roles.into(),
            relays_mail: options.smtp.is_some(),
            allowed_origins: options.allow_origin,
        },
        seed: options.seed.as_deref().map_or_else(|| Seed::built_in().map_err(StartError::new), read_seed)?,
        signing_key: None,
        on_mail: Box::new(move || sender.send_modify(|count| *count += 1)),
    });
    let core = Arc::new(core.map_err(StartError::new)?);
    Ok(Shell { core, mail, www: options.www.into(), logs_requests: options.verbose })
}

fn read_seed(path: &Path) -> Result<Seed, StartError> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|error| StartError(format!("The seed file {name} can't be read: {error}.")))?;
    Seed::parse(&text, &name).map_err(StartError::new)
}

/// The address that links can name: that of this machine if the server listens on all.
fn reachable(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => SocketAddr::new([127, 0, 0, 1].into(), address.port()),
        IpAddr::V6(ip) if ip.is_unspecified() => SocketAddr::new(std::net::Ipv6Addr::LOCALHOST.into(), address.port()),
        _ => address,
    }
}

/// The one line on stdout, for whoever started the server. Nobody may be reading it any more.
fn announce(url: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "clerk-local listening on {url}").and_then(|()| out.flush());
}

/// Waits for Ctrl-C, or for SIGTERM where there is such a thing.
async fn ended() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => _ = signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
