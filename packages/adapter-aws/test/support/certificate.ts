import { generate } from "selfsigned"

const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
  extensions: [
    { name: "basicConstraints", cA: true },
    {
      name: "subjectAltName",
      altNames: [
        { type: 2, value: "localhost" },
        { type: 7, ip: "127.0.0.1" },
      ],
    },
  ],
})

/** A certificate for this machine that nobody trusts, and its key, made for the tests that run now. */
export const certificate = { key, cert }
