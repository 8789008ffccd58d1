// oidc-provider as it comes, with one client and its own pages for signing in; everything in memory.
import { Provider } from 'oidc-provider';

const [port] = process.argv.slice(2);
const provider = new Provider(`http://localhost:${port}`, {
  clients: [{
    client_id: 'bench', client_secret: 'a-secret-of-the-benchmark-that-is-long-enough', redirect_uris: ['https://bench.example/back'],
    grant_types: ['authorization_code', 'refresh_token'], token_endpoint_auth_method: 'client_secret_post',
  }],
  cookies: { keys: ['a key of the benchmark'] },
});
provider.listen(Number(port), '127.0.0.1', () => console.log('listening'));
