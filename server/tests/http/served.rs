//! Every endpoint that is declared is served, or stands here with the reason why not.

use clerk_api::{ENDPOINTS, EndpointName};

use crate::support::Server;

const NOT_SERVED: [(EndpointName, &str); 1] =
    [(EndpointName::PrepareFirstFactor, "signing in by a code that is mailed isn't implemented yet")];

#[tokio::test]
async fn every_endpoint_is_served_or_excused() {
    let server = Server::start();
    let served = server.core.endpoints();
    for endpoint in ENDPOINTS {
        let excuse = NOT_SERVED.iter().find(|(name, _)| *name == endpoint.endpoint);
        let is_served = served.contains(&endpoint.endpoint);
        match excuse {
            None => assert!(is_served, "{:?} is neither served nor excused", endpoint.endpoint),
            Some((_, reason)) => assert!(!is_served, "{:?} is served although {reason}", endpoint.endpoint),
        }
    }
    assert_eq!(served.len() + NOT_SERVED.len(), ENDPOINTS.len(), "none is served twice");
}

#[tokio::test]
async fn what_is_excused_says_so() {
    let mut browser = Server::start().browser();
    for (name, _) in NOT_SERVED {
        let endpoint = ENDPOINTS.iter().find(|endpoint| endpoint.endpoint == name).expect("an endpoint");
        let path = endpoint.operation.path.replace(['{', '}'], "x");
        browser.post(&path, &[]).await.refused(501, "not_implemented");
    }
}
