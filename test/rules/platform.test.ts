import { describe, expect, it } from 'vitest';
import { addressOf, isLoopback } from '../../worker/lib/platform.ts';

const seen = (address: string) =>
  addressOf(new Request('https://linli.test/', { headers: { 'CF-Connecting-IP': address } }));

describe('the address a limit counts', () => {
  it('is the whole of an IPv4 address', () => {
    expect(seen('203.0.113.7')).toBe('203.0.113.7');
    expect(seen('::ffff:203.0.113.7')).toBe('::ffff:203.0.113.7');
  });

  it('is the network of an IPv6 address, however it is written', () => {
    for (const address of [
      '2001:db8:12:3400:1:2:3:4',
      '2001:db8:12:3400::9',
      '2001:0DB8:0012:3400:ffff::',
    ]) {
      expect(seen(address)).toBe('2001:db8:12:3400::/64');
    }
    expect(seen('2001:db8::1:2:3:4:5')).toBe('2001:db8:0:1::/64');
    expect(seen('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(seen('2001:db8:12:3401::9')).not.toBe(seen('2001:db8:12:3400::9'));
  });

  it('is loopback where nothing stands in between', () => {
    expect(addressOf(new Request('http://127.0.0.1/'))).toBe('127.0.0.1');
    expect(isLoopback(seen('::1'))).toBe(true);
  });
});
