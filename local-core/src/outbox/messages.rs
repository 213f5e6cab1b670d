//! What the mails say, in plain text and in HTML.

use clerk_api::PublicUserData;

use crate::http::html::escape;
use crate::random::Secret;

/// A mail without its envelope.
pub struct Message {
    /// Subject line.
    pub subject: String,
    /// For programs that show plain text.
    pub text: String,
    /// For programs that show HTML.
    pub html: String,
    /// The link that it is about.
    pub link: Option<String>,
    /// The code that it is about.
    pub code: Option<String>,
}

impl Message {
    /// Invites to an organization.
    pub fn invitation(organization: &str, inviter: &PublicUserData, role_name: &str, link: &str) -> Self {
        let inviter = name_of(inviter);
        let role = with_article(&role_name.to_lowercase());
        let subject = format!("{inviter} invited you to {organization}");
        let lead = format!("{inviter} invited you to join {organization} as {role}.");
        let end = "The link is for you alone and works for 30 days. If you don't know the sender, ignore this mail.";
        Message {
            text: format!("{lead}\n\nAccept the invitation:\n{link}\n\n{end}\n"),
            html: frame(&format!(
                "<p>{}</p><p><a href=\"{}\" style=\"{BUTTON}\">Accept the invitation</a></p><p>{end}</p>",
                escape(&lead),
                escape(link),
            )),
            subject,
            link: Some(link.into()),
            code: None,
        }
    }

    /// Proves that the address can be read.
    pub fn code(code: &Secret) -> Self {
        let code = code.reveal();
        let end = "It works for ten minutes. If you didn't ask for it, ignore this mail.";
        Message {
            subject: "Your verification code".into(),
            text: format!("Your verification code is {code}.\n\n{end}\n"),
            html: frame(&format!(
                "<p>Your verification code is</p><p style=\"font-size:28px;letter-spacing:4px\"><b>{code}</b></p><p>{end}</p>"
            )),
            link: None,
            code: Some(code.into()),
        }
    }
}

const BUTTON: &str = "display:inline-block;padding:10px 16px;border-radius:8px;background:#3a4fc4;color:#fff;\
                      text-decoration:none";

fn frame(body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><body style=\"font:16px/1.5 system-ui,sans-serif;margin:24px\">{body}</body></html>"
    )
}

/// "an admin", "a member".
fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// "Ada Quill", or the address where there is no name.
fn name_of(user: &PublicUserData) -> String {
    let names = [&user.first_name, &user.last_name].into_iter().flatten();
    let name = names.map(String::as_str).collect::<Vec<_>>().join(" ");
    if name.is_empty() { user.identifier.clone() } else { name }
}
