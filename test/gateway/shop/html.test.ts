import { expect, it } from 'vitest';
import { html } from '../../../src/gateway/shop/html.js';

it('lets no text become markup', () => {
  const name = `"><script>alert('&')</script>`;
  expect(html`<b title="${name}">${name}</b>`.markup).toBe(
    '<b title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">' +
      '&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</b>',
  );
});

it('takes pieces of pages as they are, and nothing for what is absent', () => {
  const numbers = [1, 2].map((number) => html`<b>${number}</b>`);
  expect(html`${numbers}${undefined}!`.markup).toBe('<b>1</b><b>2</b>!');
});
