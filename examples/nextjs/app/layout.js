import Shell from "../components/Shell.js";
import "../styles/style.css";

export const metadata = { title: "Organizations", icons: "/heron.svg" };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <Shell base="/app">{children}</Shell>
      </body>
    </html>
  );
}
