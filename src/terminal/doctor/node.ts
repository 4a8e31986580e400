import { right, wrong, type Check } from './check.js';

/** Whether this is a Node that the project is tested on: what `engines` of package.json says. */
export function checkNode(version = process.versions.node): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const supported = (major === 20 && minor >= 19) || major >= 22;
  return supported
    ? right('Node', version)
    : wrong('Node', `${version}, expected 20.19 or newer, or 22 or newer: install Node 24`);
}
