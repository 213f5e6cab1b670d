//! From the command line to a listening server.

use std::fmt;
use std::io::{ErrorKind, Write};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use axum::ServiceExt;
use axum::extract::Request;
use tokio::net::TcpListener;

use crate::app::{App, Instance, Parts};
use crate::cli::Serve;
use crate::clock::Clock;
use crate::error::ApiError;
use crate::origins::Origins;
use crate::random::Random;
use crate::routes::router;
use crate::seed::Seed;
use crate::signer::Signer;
use crate::smtp;
use crate::store::{Location, Store};

/// How long calls that are under way may take to end, once the server is to end: some wait for a mail.
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

    /// The database opened, but can't be worked with.
    fn database(error: &ApiError) -> Self {
        let sentence = error.items.first().map_or("The database failed.", |item| item.message.as_str());
        StartError(format!("The server can't start. {sentence}"))
    }
}

/// Serves until Ctrl-C or SIGTERM.
pub async fn serve(options: Serve) -> Result<(), StartError> {
    let listener = bind(options.host, options.port).await?;
    let address = listener.local_addr().map_err(StartError::new)?;
    let relay = options.smtp.clone();
    let app = tokio::task::spawn_blocking(move || prepare(options, address)).await.map_err(StartError::new)??;
    if let Some(relay) = relay {
        tokio::spawn(smtp::deliver(app.store.clone(), relay));
    }
    tracing::info!("publishable key: {}", app.instance.publishable_key());
    tracing::info!(
        "key for Clerk's own SDKs, with proxyUrl {}: {}",
        app.instance.url,
        app.instance.official_publishable_key()
    );
    announce(&app.instance.url);
    let service = ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(router(app));
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
            StartError(format!("{host} is no address of this machine. Choose another one with --host."))
        }
        _ => StartError(format!("The server can't listen on {host}, port {port}: {error}.")),
    })
}

/// Opens the database, and makes the key and the seed where it is new.
fn prepare(options: Serve, address: SocketAddr) -> Result<App, StartError> {
    for folder in &options.www {
        if !folder.is_dir() {
            return Err(StartError(format!("The folder {} of --www doesn't exist.", folder.display())));
        }
    }
    let seed = options.seed.as_deref().map_or_else(Seed::built_in, Seed::read).map_err(StartError::new)?;
    let store = Store::open(&Location::from(options.db.as_str()), Clock::system(), Random::system())
        .map_err(StartError::new)?;
    let signer = Signer::load(&store).map_err(|error| StartError::database(&error))?;
    let app = App::new(Parts {
        store,
        instance: Instance { roles: options.roles, url: format!("http://{}", reachable(address)), signer },
        origins: Origins::new(options.allow_origin),
        www: options.www,
        seed,
        relays_mail: options.smtp.is_some(),
        logs_requests: options.verbose,
    });
    app.apply_seed().map_err(|error| StartError::database(&error))?;
    Ok(app)
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
