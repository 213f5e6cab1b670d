//! Signing in and out, and the user's organizations.

use clerk_wasm::api::OrganizationMembership;
use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::app::{App, Problem};
use crate::organization;
use crate::page::{fill, typed};

/// Listens to the forms of the page, and shows who is signed in.
pub fn start(app: App) -> Result<(), JsValue> {
    app.on(&app.page.sign_in, "submit", sign_in)?;
    app.on(&app.page.sign_out, "click", sign_out)?;
    app.on(&app.page.create, "submit", create)?;
    organization::start(&app)?;
    app.run(async |app| {
        app.clerk.load().await?;
        show(app).await
    });
    Ok(())
}

async fn sign_in(app: &App) -> Result<(), Problem> {
    let form = &app.page.sign_in;
    app.clerk.sign_in(&typed(form, "identifier")?, &typed(form, "password")?).await?;
    form.reset();
    show(app).await
}

async fn sign_out(app: &App) -> Result<(), Problem> {
    app.clerk.sign_out().await?;
    show(app).await
}

async fn create(app: &App) -> Result<(), Problem> {
    let created = app.clerk.create_organization(&typed(&app.page.create, "name")?).await?;
    app.page.create.reset();
    let memberships = show_organizations(app).await?;
    match memberships.into_iter().find(|membership| membership.organization.id == created.id) {
        Some(membership) => organization::show(app, membership).await,
        None => Ok(()),
    }
}

/// Shows the form to sign in, or the organizations of the signed-in user.
async fn show(app: &App) -> Result<(), Problem> {
    let user = app.clerk.user()?;
    let page = &app.page;
    if let Some(user) = &user {
        let address = user.email_addresses.first().map(|address| address.email_address.as_str());
        page.who.set_text_content(address.or(user.first_name.as_deref()));
        show_organizations(app).await?;
    }
    page.sign_in.set_hidden(user.is_some());
    page.home.set_hidden(user.is_none());
    page.organization.set_hidden(true);
    Ok(())
}

async fn show_organizations(app: &App) -> Result<Vec<OrganizationMembership>, Problem> {
    let memberships = app.clerk.organization_memberships().await?;
    fill(&app.page.organizations, memberships.iter().map(|membership| item(app, membership)))?;
    Ok(memberships)
}

fn item(app: &App, membership: &OrganizationMembership) -> Result<Element, JsValue> {
    let item = app.page.item(&membership.organization.name, &membership.role_name)?;
    let open = app.page.button("Open")?;
    open.set_attribute("aria-label", &format!("Open {}", membership.organization.name))?;
    let membership = membership.clone();
    app.on(&open, "click", async move |app| organization::show(app, membership.clone()).await)?;
    item.append_child(&open)?;
    Ok(item)
}
