//! One organization: its members, its pending invitations, and the form to invite.

use clerk_wasm::api::{OrganizationInvitation, OrganizationMembership};
use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::app::{App, Problem};
use crate::page::{fill, typed};

/// The permission to see and send invitations.
const MANAGE_MEMBERS: &str = "org:sys_memberships:manage";

/// Listens to the form.
pub fn start(app: &App) -> Result<(), JsValue> {
    app.on(&app.page.invite, "submit", invite)
}

/// Shows the organization that the user is a member of.
pub async fn show(app: &App, own: OrganizationMembership) -> Result<(), Problem> {
    let id = own.organization.id.clone();
    let members = app.clerk.memberships(&id).await?;
    fill(&app.page.members, members.iter().map(|member| member_item(app, member)))?;
    let may_manage = own.permissions.iter().any(|permission| permission == MANAGE_MEMBERS);
    app.page.administration.set_hidden(!may_manage);
    app.page.name.set_text_content(Some(&own.organization.name));
    app.shown.replace(Some(own));
    if may_manage {
        show_invitations(app, &id).await?;
    }
    app.page.organization.set_hidden(false);
    Ok(app.page.name.focus()?)
}

async fn show_invitations(app: &App, organization_id: &str) -> Result<(), Problem> {
    let invitations = app.clerk.pending_invitations(organization_id).await?;
    Ok(fill(&app.page.invitations, invitations.iter().map(|invitation| invitation_item(app, invitation)))?)
}

async fn invite(app: &App) -> Result<(), Problem> {
    let Some(id) = app.shown.borrow().as_ref().map(|own| own.organization.id.clone()) else { return Ok(()) };
    let form = &app.page.invite;
    app.clerk.invite_member(&id, &typed(form, "email_address")?, &typed(form, "role")?).await?;
    form.reset();
    show_invitations(app, &id).await
}

fn member_item(app: &App, member: &OrganizationMembership) -> Result<Element, JsValue> {
    let person = member.public_user_data.as_ref().map_or("", |person| &person.identifier);
    app.page.item(person, &member.role_name)
}

fn invitation_item(app: &App, invitation: &OrganizationInvitation) -> Result<Element, JsValue> {
    let item = app.page.item(&invitation.email_address, &invitation.role_name)?;
    let revoke = app.page.button("Revoke")?;
    revoke.set_attribute("aria-label", &format!("Revoke the invitation of {}", invitation.email_address))?;
    let invitation = invitation.clone();
    app.on(&revoke, "click", async move |app| {
        app.clerk.revoke_invitation(&invitation).await?;
        show_invitations(app, &invitation.organization_id).await
    })?;
    item.append_child(&revoke)?;
    Ok(item)
}
