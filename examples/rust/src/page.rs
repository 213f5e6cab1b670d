//! The elements of `index.html`, and the making of list items.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, FormData, HtmlElement, HtmlFormElement};

/// The elements of the page. Each field is named like an id in `index.html`.
pub struct Page {
    document: Document,
    main: Element,
    problem: HtmlElement,
    pub sign_in: HtmlFormElement,
    pub home: HtmlElement,
    pub who: HtmlElement,
    pub sign_out: HtmlElement,
    pub create: HtmlFormElement,
    pub organizations: HtmlElement,
    pub organization: HtmlElement,
    pub name: HtmlElement,
    pub members: HtmlElement,
    pub administration: HtmlElement,
    pub invitations: HtmlElement,
    pub invite: HtmlFormElement,
}

impl Page {
    /// Finds all elements. The error names the id that is missing.
    pub fn find() -> Result<Self, JsValue> {
        let document = web_sys::window().and_then(|window| window.document()).ok_or("there is no document")?;
        let main = document.query_selector("main")?.ok_or("there is no <main>")?;
        Ok(Page {
            problem: by_id(&document, "problem")?,
            sign_in: by_id(&document, "sign-in")?,
            home: by_id(&document, "home")?,
            who: by_id(&document, "who")?,
            sign_out: by_id(&document, "sign-out")?,
            create: by_id(&document, "create")?,
            organizations: by_id(&document, "organizations")?,
            organization: by_id(&document, "organization")?,
            name: by_id(&document, "name")?,
            members: by_id(&document, "members")?,
            administration: by_id(&document, "administration")?,
            invitations: by_id(&document, "invitations")?,
            invite: by_id(&document, "invite")?,
            main,
            document,
        })
    }

    /// Shows what went wrong.
    pub fn complain(&self, problem: &str) {
        self.problem.set_text_content(Some(problem));
        self.problem.set_hidden(problem.is_empty());
    }

    /// Shows that the page is at work.
    pub fn set_busy(&self, is_busy: bool) {
        // This cannot fail: the attribute has a valid name.
        let _ = self.main.set_attribute("aria-busy", if is_busy { "true" } else { "false" });
    }

    /// An item of a list: a title, and a text about it.
    pub fn item(&self, title: &str, note: &str) -> Result<Element, JsValue> {
        let item = self.document.create_element("li")?;
        for (tag, text) in [("span", title), ("small", note)] {
            let part = self.document.create_element(tag)?;
            part.set_text_content(Some(text));
            item.append_child(&part)?;
        }
        Ok(item)
    }

    /// A button for such an item.
    pub fn button(&self, label: &str) -> Result<Element, JsValue> {
        let button = self.document.create_element("button")?;
        button.set_attribute("type", "button")?;
        button.set_class_name("plain");
        button.set_text_content(Some(label));
        Ok(button)
    }
}

fn by_id<T: JsCast>(document: &Document, id: &str) -> Result<T, JsValue> {
    let element = document.get_element_by_id(id).and_then(|element| element.dyn_into().ok());
    element.ok_or_else(|| format!("index.html has no #{id} of the right kind").into())
}

/// Replaces the items of a list.
pub fn fill(list: &Element, items: impl IntoIterator<Item = Result<Element, JsValue>>) -> Result<(), JsValue> {
    let items = items.into_iter().collect::<Result<Vec<_>, _>>()?;
    list.replace_children_with_node(&items.iter().map(JsValue::from).collect::<Array>());
    Ok(())
}

/// The text in a field of a form.
pub fn typed(form: &HtmlFormElement, field: &str) -> Result<String, JsValue> {
    Ok(FormData::new_with_form(form)?.get(field).as_string().unwrap_or_default())
}
