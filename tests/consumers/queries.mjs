// An app's own queries.
import * as queries from "@tanstack/react-query";

globalThis.queries = queries;
