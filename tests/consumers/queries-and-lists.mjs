// An app's own queries, and lists of the package beside them.
import * as queries from "@tanstack/react-query";
import { useOrganization } from "clerk-wasm/react";

Object.assign(globalThis, { queries, useOrganization });
