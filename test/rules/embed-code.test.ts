import { describe, expect, it } from 'vitest';
import { embedCode } from '../../site/src/lib/embed-code.ts';

describe('the code for another page', () => {
  it('frames the address in the size that was picked', () => {
    const src = 'https://linli.test/embed/map/?zone=a&level=community';
    expect(embedCode({ src, size: 'small', title: '身边一张图' })).toBe(
      '<iframe src="https://linli.test/embed/map/?zone=a&amp;level=community" width="320" height="420" title="身边一张图" loading="lazy" style="border:0"></iframe>',
    );
  });

  it('lets nothing out of its quotes', () => {
    const code = embedCode({ src: 'x"><script>', size: 'wide', title: 'a"b' });
    expect(code).not.toContain('<script>');
    expect(code).toContain('title="a&quot;b"');
  });
});
