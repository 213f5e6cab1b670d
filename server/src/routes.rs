//! All that the server answers, as one service without a socket.

use axum::Router;
use axum::middleware;
use axum::routing::{any, get};
use tower::Layer;
use tower::util::MapRequestLayer;

use crate::app::App;
use crate::endpoint::{Endpoints, not_implemented};
use crate::{
    clients, dev, environment, headers, invitations, memberships, my_invitations, organizations, origins, requests,
    roles, sessions, sign_ins, sign_up_codes, sign_ups, signer, tickets, tunnel, users, www,
};

/// The service: `_method` outermost, then the request's name, then CORS, then the routes.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .merge(visitor_routes())
        .merge(user_routes())
        .method_not_allowed_fallback(not_implemented)
        .merge(dev::routes())
        .route("/v1/tickets/accept", get(tickets::accept))
        .route("/.well-known/jwks.json", get(signer::jwks))
        .route("/v1", any(not_implemented))
        .route("/v1/{*rest}", any(not_implemented))
        .fallback(www::serve)
        .with_state(app.clone());
    let guarded = Router::new()
        .fallback_service(routes)
        .layer(middleware::from_fn_with_state(app.clone(), origins::guard))
        .layer(middleware::map_response(headers::protect))
        .layer(middleware::from_fn_with_state(app, requests::trace));
    // The tunnel must be outside: a router chooses the handler before its own layers see the request.
    Router::new().fallback_service(MapRequestLayer::new(tunnel::reveal_method).layer(guarded))
}

/// What a browser can call before anybody is signed in.
fn visitor_routes() -> Router<App> {
    Router::new()
        .endpoint(environment::get)
        .endpoint(environment::update)
        .endpoint(clients::create_dev_browser)
        .endpoint(clients::get)
        .endpoint(clients::create_client)
        .endpoint(clients::post_client)
        .endpoint(clients::delete)
        .endpoint(clients::remove_sessions)
        .endpoint(sessions::touch)
        .endpoint(sessions::end)
        .endpoint(sessions::remove)
        .endpoint(sessions::create_token)
        .endpoint(sessions::create_template_token)
        .endpoint(sign_ins::create)
        .endpoint(sign_ins::get)
        .endpoint(sign_ins::attempt_first_factor)
        .endpoint(sign_ups::create)
        .endpoint(sign_ups::get)
        .endpoint(sign_ups::update)
        .endpoint(sign_up_codes::prepare_verification)
        .endpoint(sign_up_codes::attempt_verification)
}

/// What a signed-in user can call.
fn user_routes() -> Router<App> {
    Router::new()
        .endpoint(users::get)
        .endpoint(users::update)
        .endpoint(memberships::list_mine)
        .endpoint(memberships::leave)
        .endpoint(my_invitations::list)
        .endpoint(my_invitations::accept)
        .endpoint(organizations::create_endpoint)
        .endpoint(organizations::get)
        .endpoint(organizations::update)
        .endpoint(organizations::delete)
        .endpoint(memberships::list)
        .endpoint(memberships::add_member)
        .endpoint(memberships::update)
        .endpoint(memberships::remove)
        .endpoint(roles::list)
        .endpoint(invitations::list)
        .endpoint(invitations::list_pending)
        .endpoint(invitations::invite)
        .endpoint(invitations::invite_bulk)
        .endpoint(invitations::revoke)
}
