use clerk_local_core::dev::Seed;

const USERS: &str = r#"{"users": [
  {"email_address": "ada@heron.test", "password": "blue-heron-42"},
  {"email_address": "grace@heron.test", "password": "blue-heron-42"}
],
"organizations": [
"#;

fn complaint(text: &str) -> String {
    Seed::parse(text, "seed.json").expect_err("a bad seed").to_string()
}

#[test]
fn a_bad_seed_names_the_line() {
    let member = |members: &str| format!("{USERS}  {{\"name\": \"Labs\", \"members\": [\n{members}\n]}}]}}");
    let admin = r#"{"email_address": "ada@heron.test", "role": "admin"}"#;
    for (text, line, reason) in [
        ("{\n  \"users\": [\n".to_owned(), 3, "EOF"),
        ("{\n \"users\": [],\n \"people\": []}".into(), 3, "unknown field `people`"),
        ("{\n \"users\": [\n {\"email_address\": \"ada\", \"password\": \"blue-heron-42\"}]}".into(), 3, "no e-mail"),
        ("{\"users\": [\n {\"email_address\": \"a@b.test\",\n \"password\": \"short\"}]}".into(), 3, "at least 8"),
        ("{\"users\": [\n {\"email_address\": \"a@b.test\", \"password\": \"blue-heron-42\",\n \"last_name\": \"a\\nb\"}]}".into(), 3, "control"),
        (member(r#"{"email_address": "ada@heron.test", "role": "owner"}"#), 7, "there is no role"),
        (member(r#"{"email_address": "ada@heron.test", "role": "member"}"#), 8, "at least one admin"),
        (member(&format!("{admin},\n{}", admin.replace("ada", "mary"))), 8, "mary@heron.test is none of the users"),
        (member(&format!("{admin},\n{}", admin.replace("ada", "ADA"))), 8, "is a member of Labs twice"),
        (format!("{USERS}\n{{\"name\": \"<b>\", \"members\": [{admin}]}}]}}"), 7, "must not contain HTML"),
        (format!("{USERS}\n{{\"name\": \"X\", \"slug\": \"X Y\", \"members\": [{admin}]}}]}}"), 7, "lower-case"),
        (format!("{USERS}\n{{\"name\": \"A b\", \"members\": [{admin}]}},\n{{\"name\": \"B\", \"slug\": \"a-b\", \"members\": [{admin}]}}]}}"), 8, "that of A b already"),
        ("{\"users\": [],\n\"limits\": {\"max_allowed_memberships\": 99999999999999999999}}".into(), 2, "expected u32"),
        ("{\"users\": [],\n\"limits\": {\"create_organizations_limit\": -1}}".into(), 2, "expected u32"),
        (USERS.replace("grace", "ADA").replace(",\n\"organizations\": [\n", "}"), 3, "given to two users"),
    ] {
        let complaint = complaint(&text);
        let expected = format!("The seed file seed.json is wrong in line {line}: ");
        assert!(complaint.starts_with(&expected) && complaint.contains(reason), "{complaint}\nfor\n{text}");
    }
}
