/** A browser as far as signing in at a provider needs one: it keeps cookies by host, and follows redirects when told. */
export function createBrowser() {
  const jar = new Map<string, Map<string, string>>();
  const of = (url: string) => {
    const { host } = new URL(url);
    const kept = jar.get(host) ?? new Map<string, string>();
    jar.set(host, kept);
    return kept;
  };

  async function open(url: string, form?: Record<string, string>): Promise<Response> {
    const cookies = of(url);
    const headers = {
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'user-agent': 'test',
    };
    const options = form === undefined ? { headers } : { method: 'POST', body: new URLSearchParams(form), headers };
    const answer = await fetch(url, { ...options, redirect: 'manual' });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value.join('='));
    }
    return answer;
  }

  /** Signs in at a provider with its own pages; answers the address it sends the browser back to. */
  async function signInAtProvider(url: string, login: string): Promise<string> {
    const { host } = new URL(url);
    let answer = await open(url);
    for (let step = 0, at = url; step < 12; step++) {
      const to = answer.headers.get('location');
      if (to !== null) {
        at = new URL(to, at).href;
        if (new URL(at).host !== host) return at;
        answer = await open(at);
        continue;
      }
      const page = await answer.text();
      const [, action] = /<form[^>]+action="([^"]+)"/.exec(page) ?? [];
      const [, prompt = ''] = /name="prompt" value="(\w+)"/.exec(page) ?? [];
      if (action === undefined) throw new Error(`the provider shows no form: ${page.slice(0, 400)}`);
      at = new URL(action, at).href;
      answer = await open(at, prompt === 'login' ? { prompt, login, password: 'any' } : { prompt });
    }
    throw new Error('the provider never came to an end');
  }

  return { open, signInAtProvider, cookiesOf: of };
}
