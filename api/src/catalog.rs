//! The one list of all resources and endpoints; it stands in `lib.rs`, beside the modules. What is declared but not listed
//! doesn't compile, because the declaration names its entry; what is listed but not declared doesn't either.

/// `module: [resources], [endpoints];` for each module that declares some.
macro_rules! catalog {
    ($($module:ident: [$($resource:ident),* $(,)?], [$($endpoint:ident),* $(,)?];)*) => {
        $(pub use $module::*;)*

        /// Names a resource.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the structs of the same names are documented")]
        pub enum ResourceType { $($($resource,)*)* }

        impl ResourceType {
            /// The resource as data.
            pub const fn schema(self) -> &'static $crate::schema::ResourceSchema {
                match self {
                    $($(ResourceType::$resource => <$module::$resource as $crate::schema::DescribedResource>::SCHEMA,)*)*
                }
            }
        }

        /// All resources.
        pub static RESOURCES: &[ResourceType] = &[$($(ResourceType::$resource,)*)*];

        /// Names an endpoint.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the structs of the same names are documented")]
        pub enum EndpointName { $($($endpoint,)*)* }

        /// All endpoints.
        pub static ENDPOINTS: &[&$crate::schema::EndpointSchema] = &[
            $($(<$module::$endpoint as $crate::schema::DescribedEndpoint>::SCHEMA,)*)*
        ];
    };
}

pub(crate) use catalog;
