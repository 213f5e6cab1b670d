//! An OpenAPI 3.1 description of the endpoints.

use clerk_api::endpoint::Method;
use clerk_api::param::Kind;
use clerk_api::schema::{EndpointSchema, Type};
use clerk_api::{API_VERSION, ENDPOINTS, RESOURCES, ResourceType};
use serde_json::{Map, Value, json};

/// The description, pretty-printed.
pub fn openapi() -> String {
    let mut paths = Map::new();
    for endpoint in ENDPOINTS {
        let path = paths.entry(endpoint.row.path).or_insert_with(|| json!({}));
        path[endpoint.row.method.as_str().to_lowercase()] = operation(endpoint);
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
    let row = endpoint.row;
    let in_path = |name: &str| row.path.contains(&format!("{{{name}}}"));
    let params = || row.params.iter().zip(endpoint.params);
    let parameters: Vec<Value> = params()
        .filter(|(param, _)| in_path(param.name) || row.method == Method::GET)
        .map(|(param, schema)| {
            json!({
                "name": param.name, "in": if in_path(param.name) { "path" } else { "query" }, "required": in_path(param.name) || param.required,
                "description": schema.doc.join(" "), "schema": schema_of(schema.of_type),
            })
        })
        .collect();
    let mut operation = json!({
        "operationId": row.name,
        "description": endpoint.doc.join(" "),
        "x-caller": format!("{:?}", row.caller),
        "parameters": parameters,
        "responses": { "200": { "description": "The answer.", "content": { "application/json": { "schema": answer(endpoint) } } } },
    });
    if let Some(permission) = row.permission {
        operation["x-permission"] = permission.into();
    }
    let in_body: Vec<_> = params().filter(|(param, _)| !in_path(param.name) && row.method != Method::GET).collect();
    if !in_body.is_empty() {
        let required: Vec<_> =
            in_body.iter().filter(|(param, _)| param.required).map(|(param, _)| param.name).collect();
        let properties: Map<_, _> = in_body
            .iter()
            .map(|(param, schema)| {
                let mut property = schema_of(schema.of_type);
                property["description"] = schema.doc.join(" ").into();
                if matches!(param.kind, Kind::Email | Kind::Emails) {
                    property["format"] = "email".into();
                }
                (param.name.to_owned(), property)
            })
            .collect();
        operation["requestBody"] = json!({ "content": { "application/x-www-form-urlencoded": {
            "schema": { "type": "object", "required": required, "properties": properties },
        }}});
    }
    operation
}

fn answer(endpoint: &EndpointSchema) -> Value {
    let response = schema_of(endpoint.response);
    if !endpoint.row.envelope {
        return response;
    }
    let client = match endpoint.row.client {
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
