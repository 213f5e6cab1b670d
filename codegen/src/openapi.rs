//! An OpenAPI 3.1 description of the endpoints.

use clerk_api::endpoint::Method;
use clerk_api::param::{Kind, Param};
use clerk_api::schema::{EndpointSchema, ParamSchema, Type};
use clerk_api::{API_VERSION, ENDPOINTS, RESOURCES, ResourceType};
use serde_json::{Map, Value, json};

/// The description, pretty-printed.
pub fn openapi() -> String {
    let mut paths = Map::new();
    for endpoint in ENDPOINTS {
        let path = paths.entry(endpoint.operation.path).or_insert_with(|| json!({}));
        path[endpoint.operation.method.as_str().to_lowercase()] = operation(endpoint);
    }
    let schemas: Map<_, _> =
        RESOURCES.iter().map(|resource| (schema_name(*resource), resource_schema(*resource))).collect();
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Frontend API, as far as clerk-wasm speaks it", "version": API_VERSION },
        "paths": paths,
        "components": { "schemas": schemas },
    });
    format!("{document:#}\n")
}

fn operation(endpoint: &EndpointSchema) -> Value {
    let operation = endpoint.operation;
    let answer =
        json!({ "description": "The answer.", "content": { "application/json": { "schema": answer(endpoint) } } });
    let mut described = json!({
        "operationId": operation.name,
        "description": endpoint.doc.join(" "),
        "x-caller": format!("{:?}", operation.caller),
        "parameters": parameters(endpoint),
        "responses": { "200": answer },
    });
    if let Some(permission) = operation.permission {
        described["x-permission"] = permission.into();
    }
    if let Some(form) = form(endpoint) {
        described["requestBody"] = json!({ "content": { "application/x-www-form-urlencoded": { "schema": form } } });
    }
    described
}

/// The endpoint's parameters with their docs; whether one stands in the path comes last.
fn params(endpoint: &EndpointSchema) -> impl Iterator<Item = (&Param, &ParamSchema, bool)> {
    let all = endpoint.operation.params.iter().zip(endpoint.params);
    all.map(|(param, schema)| (param, schema, endpoint.operation.path.contains(&format!("{{{}}}", param.name))))
}

/// What travels in the path and in the query.
fn parameters(endpoint: &EndpointSchema) -> Vec<Value> {
    let is_get = endpoint.operation.method == Method::GET;
    let beside_body = params(endpoint).filter(|(.., in_path)| *in_path || is_get);
    beside_body
        .map(|(param, schema, in_path)| {
            json!({
                "name": param.name, "in": if in_path { "path" } else { "query" }, "required": in_path || param.required,
                "description": schema.doc.join(" "), "schema": schema_of(schema.of_type),
            })
        })
        .collect()
}

/// What travels in the body, if anything does.
fn form(endpoint: &EndpointSchema) -> Option<Value> {
    if endpoint.operation.method == Method::GET {
        return None;
    }
    let (mut required, mut properties) = (Vec::new(), Map::new());
    for (param, schema, _) in params(endpoint).filter(|(.., in_path)| !in_path) {
        let mut property = schema_of(schema.of_type);
        property["description"] = schema.doc.join(" ").into();
        if matches!(param.kind, Kind::Email | Kind::Emails) {
            property["format"] = "email".into();
        }
        properties.insert(param.name.to_owned(), property);
        required.extend(param.required.then_some(param.name));
    }
    let form = json!({ "type": "object", "required": required, "properties": properties });
    (!properties.is_empty()).then_some(form)
}

fn answer(endpoint: &EndpointSchema) -> Value {
    let response = schema_of(endpoint.response);
    if !endpoint.operation.envelope {
        return response;
    }
    let client = match endpoint.operation.client {
        true => schema_of(&Type::Optional(&Type::Resource(ResourceType::Client))),
        false => json!({ "type": "null" }),
    };
    json!({ "type": "object", "required": ["response", "client"], "properties": { "response": response, "client": client } })
}

fn resource_schema(resource: ResourceType) -> Value {
    let schema = resource.schema();
    let properties: Map<_, _> = schema
        .fields
        .iter()
        .map(|field| {
            let mut property = schema_of(field.of_type);
            property["description"] = field.doc.join(" ").into();
            (field.name.to_owned(), property)
        })
        .collect();
    json!({ "type": "object", "description": schema.doc.join(" "), "properties": properties })
}

fn schema_name(resource: ResourceType) -> String {
    format!("{resource:?}")
}

fn schema_of(of_type: &Type) -> Value {
    match of_type {
        Type::Text => json!({ "type": "string" }),
        Type::Boolean => json!({ "type": "boolean" }),
        Type::Integer => json!({ "type": "integer" }),
        Type::Time => json!({ "type": "integer", "format": "unix-milliseconds" }),
        Type::Pair => json!({ "type": "array", "items": { "type": "integer" }, "minItems": 2, "maxItems": 2 }),
        Type::Object => json!({ "type": "object" }),
        Type::Any => json!({}),
        Type::OneOf(values) => json!({ "type": "string", "examples": values }),
        Type::Resource(resource) => json!({ "$ref": format!("#/components/schemas/{}", schema_name(*resource)) }),
        Type::Optional(inner) => json!({ "anyOf": [schema_of(inner), { "type": "null" }] }),
        Type::List(inner) => json!({ "type": "array", "items": schema_of(inner) }),
        Type::Page(inner) => json!({
            "type": "object", "required": ["data", "total_count"],
            "properties": { "data": { "type": "array", "items": schema_of(inner) }, "total_count": { "type": "integer" } },
        }),
    }
}
