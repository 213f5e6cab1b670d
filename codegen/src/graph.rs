//! Which resources stand within which.

use std::collections::BTreeSet;

use clerk_api::ResourceType;
use clerk_api::schema::Type;

use crate::object::Object;

/// The resources in a set, and all that stand within them.
pub fn closure(roots: impl IntoIterator<Item = ResourceType>) -> BTreeSet<ResourceType> {
    let mut found = BTreeSet::new();
    let mut open: Vec<_> = roots.into_iter().collect();
    while let Some(resource) = open.pop() {
        if found.insert(resource) {
            open.extend(resource.schema().fields.iter().filter_map(|field| field.of_type.resource()));
        }
    }
    found
}

/// The resources that come in lists, and all that stand within them.
pub fn listed(objects: &[Object]) -> BTreeSet<ResourceType> {
    let methods = objects.iter().flat_map(|object| &object.methods).filter(|method| method.lists());
    closure(methods.filter_map(|method| method.endpoint.response.resource()))
}

/// All resources that JavaScript can get hold of.
pub fn reachable(objects: &[Object]) -> BTreeSet<ResourceType> {
    let methods = objects.iter().flat_map(|object| &object.methods);
    let answers = methods.filter_map(|method| method.endpoint.response.resource());
    closure(answers.chain(objects.iter().filter_map(|object| object.resource)))
}

/// The resource that a type is, where it is one and not a list of them.
pub fn single(of_type: &Type) -> Option<ResourceType> {
    match of_type {
        Type::Resource(resource) => Some(*resource),
        Type::Optional(inner) => single(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objects::objects;

    #[test]
    fn what_is_listed_is_found_with_its_parts() {
        let listed = listed(&objects());
        for resource in [ResourceType::OrganizationMembership, ResourceType::PublicUserData, ResourceType::Permission] {
            assert!(listed.contains(&resource), "{resource:?}");
        }
        assert!(!listed.contains(&ResourceType::Session));
    }
}
