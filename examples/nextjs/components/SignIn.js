"use client";

import { useClerk } from "clerk-wasm/nextjs";
import { useState } from "react";

export default function SignIn() {
  const clerk = useClerk();
  const [problem, setProblem] = useState("");

  async function submit(e) {
    e.preventDefault();
    const { identifier, password } = Object.fromEntries(new FormData(e.currentTarget));
    try {
      const signIn = await clerk.client.signIn.create({ identifier, password });
      await clerk.setActive({ session: signIn.createdSessionId });
    } catch (err) {
      setProblem(err.message);
    }
  }

  return (
    <section>
      <h1>Sign in</h1>
      <form onSubmit={submit}>
        <div>
          <label htmlFor="identifier">Email address</label>
          <input id="identifier" name="identifier" type="email" autoComplete="username" required />
        </div>
        <div>
          <label htmlFor="password">Password</label>
          <input id="password" name="password" type="password" autoComplete="current-password" required />
        </div>
        {problem && <p role="alert">{problem}</p>}
        <button type="submit">Sign in</button>
      </form>
    </section>
  );
}
