// An application that signs people in with openid-client, and verifies each token a second time with jose. Reads commands as
// lines of JSON ({"do": ...}), and answers each with one line.
import { createInterface } from 'node:readline';
import { webcrypto } from 'node:crypto';
import * as jose from 'jose';
import * as oidc from 'openid-client';

// Node 18 exposes neither globally.
globalThis.crypto ??= webcrypto;
globalThis.CryptoKey ??= webcrypto.CryptoKey;

let config, client, keys, pending, own;

const verify = async (token, options) =>
  (await jose.jwtVerify(token, keys, { issuer: config.serverMetadata().issuer, algorithms: ['RS256'], ...options })).payload;

// Verifies the access token as an API would, which accepts nothing issued for another one.
const answerOf = async (tokens, api = client) => ({
  tokens,
  id: await verify(tokens.id_token, { audience: client }),
  access: await verify(tokens.access_token, { typ: 'at+jwt', audience: api }),
});

const work = {
  // Creates the client's own key pair; the answer is the public key.
  async makeKey() {
    own = await jose.generateKeyPair('RS256', { extractable: true });
    return { keys: [{ ...await jose.exportJWK(own.publicKey), kid: 'mine', use: 'sig', alg: 'RS256' }] };
  },
  async discover({ issuer, id, secret }) {
    client = id;
    const authentication = own ? oidc.PrivateKeyJwt({ key: own.privateKey, kid: 'mine' }) : oidc.ClientSecretBasic(secret);
    config = await oidc.discovery(new URL(issuer), id, undefined, authentication, { execute: [oidc.allowInsecureRequests] });
    keys = jose.createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri));
    return config.serverMetadata();
  },
  async start({ pushed, parameters }) {
    pending = { pkceCodeVerifier: oidc.randomPKCECodeVerifier(), expectedState: oidc.randomState(), expectedNonce: oidc.randomNonce() };
    const all = {
      code_challenge: await oidc.calculatePKCECodeChallenge(pending.pkceCodeVerifier), code_challenge_method: 'S256',
      state: pending.expectedState, nonce: pending.expectedNonce, ...parameters,
    };
    const url = pushed ? await oidc.buildAuthorizationUrlWithPAR(config, all) : oidc.buildAuthorizationUrl(config, all);
    return { url: url.href };
  },
  async finish({ url, api }) {
    return answerOf(await oidc.authorizationCodeGrant(config, new URL(url), { ...pending, idTokenExpected: true }), api);
  },
  async refresh({ token }) {
    return answerOf(await oidc.refreshTokenGrant(config, token));
  },
  userInfo: ({ token, subject }) => oidc.fetchUserInfo(config, token, subject),
  introspect: ({ token }) => oidc.tokenIntrospection(config, token),
  async revoke({ token }) {
    await oidc.tokenRevocation(config, token);
    return {};
  },
  logout: ({ parameters }) => ({ url: oidc.buildEndSessionUrl(config, parameters).href }),
  readLogoutToken: ({ token }) => verify(token, { audience: client, typ: 'logout+jwt', maxTokenAge: '2 minutes' }),
};

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const { do: what, ...given } = JSON.parse(line);
    answer = await work[what](given);
  } catch (error) {
    answer = { failed: error.error ?? error.code ?? error.name, message: error.message };
  }
  console.log(JSON.stringify(answer));
}
