//! What a JavaScript object is made of, beside the fields of its resource.

use clerk_api::endpoint::Shape;
use clerk_api::param::Param;
use clerk_api::resource::Answer;
use clerk_api::schema::{DescribedEndpoint, EndpointSchema, ParamSchema};
use clerk_api::{Operation, ResourceType};

/// The methods of a JavaScript object, and how it differs from its resource.
#[derive(Default)]
pub struct Object {
    /// The resource that it shows; none for the Clerk object itself.
    pub resource: Option<ResourceType>,
    /// What it has beside the wire's fields.
    pub added: Vec<Property>,
    /// Wire fields that have another type in JavaScript, by their wire names.
    pub shown: Vec<Property>,
    /// Its methods that are calls to the server.
    pub methods: Vec<Method>,
    /// Fields whose values the objects of one list share: wire name, and the expression that finds the value.
    pub shared: Vec<(&'static str, &'static str)>,
    /// What is left to do once a listed object is built: a statement about `o`, in the scope of the constructors.
    pub after: Option<&'static str>,
}

/// A property of an object.
pub struct Property {
    /// Its name.
    pub name: &'static str,
    /// Its TypeScript type.
    pub ts: &'static str,
    /// Its doc comment.
    pub doc: &'static str,
    /// The expression that makes its value for objects that come in lists: of `j`, the wire's JSON, and what else the
    /// constructors have in scope. Where there is none, `src/js` sets the property.
    pub value: Option<&'static str>,
}

/// The object that shows a resource.
pub fn object<R: Answer>() -> Object {
    Object { resource: Some(R::RESOURCE), ..Object::default() }
}

/// The Clerk object itself.
pub fn clerk() -> Object {
    Object::default()
}

impl Object {
    /// Adds a property that the wire doesn't have; `src/js` sets it.
    pub fn adds(mut self, name: &'static str, ts: &'static str, doc: &'static str) -> Self {
        self.added.push(Property { name, ts, doc, value: None });
        self
    }

    /// Adds a property that the constructors of listed objects compute.
    pub fn computes(mut self, name: &'static str, ts: &'static str, doc: &'static str, value: &'static str) -> Self {
        self.added.push(Property { name, ts, doc, value: Some(value) });
        self
    }

    /// Lets the objects of one list share the value of a field.
    pub fn shares(mut self, name: &'static str, value: &'static str) -> Self {
        self.shared.push((name, value));
        self
    }

    /// Sets what is left to do once a listed object is built.
    pub fn after(mut self, statement: &'static str) -> Self {
        self.after = Some(statement);
        self
    }

    /// Gives a field another type than the wire's.
    pub fn shows(mut self, name: &'static str, ts: &'static str, doc: &'static str) -> Self {
        self.shown.push(Property { name, ts, doc, value: None });
        self
    }

    /// Adds a method.
    pub fn method(mut self, method: Method) -> Self {
        self.methods.push(method);
        self
    }

    /// Name of the type, as the wire's `object` and the JavaScript half have it.
    pub fn type_name(&self) -> &'static str {
        self.resource.map_or("clerk", |resource| resource.schema().type_name)
    }
}

/// A method that calls an endpoint. Two methods may call the same one.
pub struct Method {
    /// Its names, the canonical one first.
    pub names: Vec<&'static str>,
    /// What it calls.
    pub endpoint: &'static EndpointSchema,
    /// Parameters that the object knows itself: (wire name, where it stands in the object).
    pub known: Vec<(&'static str, &'static str)>,
    /// Parameters that stand in the argument list by themselves, before the object of parameters.
    pub positional: Vec<&'static str>,
    /// Parameters that have another default than the endpoint's.
    pub defaults: Vec<(&'static str, &'static str)>,
    /// Whether the answer replaces the data of the object.
    pub in_place: bool,
    /// Its doc comment, where it says more than the endpoint's.
    doc: Option<&'static str>,
}

/// A method of that name which calls the endpoint.
pub fn method<E: DescribedEndpoint>(name: &'static str) -> Method {
    Method {
        names: vec![name],
        endpoint: E::SCHEMA,
        known: Vec::new(),
        positional: Vec::new(),
        defaults: Vec::new(),
        in_place: false,
        doc: None,
    }
}

impl Method {
    /// Gives the method a second name.
    pub fn alias(mut self, name: &'static str) -> Self {
        self.names.push(name);
        self
    }

    /// Takes a parameter from the object itself, from the property of that (dotted) name.
    pub fn known(mut self, param: &'static str, property: &'static str) -> Self {
        self.known.push((param, property));
        self
    }

    /// Puts a parameter into the argument list.
    pub fn positional(mut self, param: &'static str) -> Self {
        self.positional.push(param);
        self
    }

    /// Gives a parameter a default, in place of the endpoint's.
    pub fn default(mut self, param: &'static str, value: &'static str) -> Self {
        self.defaults.push((param, value));
        self
    }

    /// Makes the answer replace the data of the object that the method was called on.
    pub fn in_place(mut self) -> Self {
        self.in_place = true;
        self
    }

    /// Replaces the endpoint's doc comment.
    pub fn doc(mut self, doc: &'static str) -> Self {
        self.doc = Some(doc);
        self
    }

    /// The endpoint as data.
    pub fn operation(&self) -> &'static Operation {
        self.endpoint.operation
    }

    /// Whether the answer is an array.
    pub fn lists(&self) -> bool {
        self.operation().shape != Shape::One
    }

    /// The lines of its doc comment.
    pub fn doc_lines(&self) -> Vec<&'static str> {
        self.doc.map_or_else(|| self.endpoint.doc.to_vec(), |doc| vec![doc])
    }

    /// The parameters that callers give in the object of parameters.
    pub fn open(&self) -> Vec<(&'static Param, &'static ParamSchema)> {
        let all = self.operation().params.iter().zip(self.endpoint.params);
        all.filter(|(param, _)| {
            !self.positional.contains(&param.name) && !self.known.iter().any(|(name, _)| *name == param.name)
        })
        .collect()
    }
}
