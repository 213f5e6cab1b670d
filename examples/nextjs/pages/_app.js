import Head from "next/head";
import Shell from "../components/Shell.js";
import "../styles/style.css";

export default function App({ Component, pageProps }) {
  return (
    <>
      <Head>
        <title>Organizations</title>
        <link rel="icon" href="/heron.svg" />
      </Head>
      <Shell>
        <Component {...pageProps} />
      </Shell>
    </>
  );
}
