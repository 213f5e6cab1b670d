/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  devIndicators: false,
  // The folders above belong to another project.
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
};
