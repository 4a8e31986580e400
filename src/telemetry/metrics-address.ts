import { isIPv4, isIPv6 } from 'node:net';
import * as z from 'zod';

const expected = 'expected an IP address and a port, such as 127.0.0.1:9464 or [::1]:9464';

/** Where metrics are served: numbers, since the one who listens there looks up no names. */
export const metricsAddressSchema = z.string().refine(isAddress, expected);

function isAddress(text: string): boolean {
  const [, ip = '', port] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  const bare = /^\[(.+)\]$/.exec(ip)?.[1];
  return (bare === undefined ? isIPv4(ip) : isIPv6(bare)) && Number(port) <= 65_535;
}
