/** Where a text stops being JSON, as an editor counts: "line 3, column 7". Node's own words quote the text, or tell no place. */
export function jsonFault(text: string): string {
  const at = faultOf(text);
  const lines = text.slice(0, at).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

// Control characters are just what it must not hold.
// oxlint-disable-next-line no-control-regex
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const scalar = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
const space = /[ \t\n\r]*/y;

/** Goes through the text until the first thing that cannot stand there, and answers where that begins. */
function faultOf(text: string): number {
  let at = 0;
  const takes = (pattern: RegExp | string): boolean => {
    const taken = typeof pattern === 'string' ? text.startsWith(pattern, at) && pattern : matchOf(pattern);
    if (taken) at += taken.length;
    return Boolean(taken);
  };
  const matchOf = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const value = (): boolean => {
    takes(space);
    const whole = takes('{')
      ? listTo('}', member)
      : takes('[')
        ? listTo(']', value)
        : takes(string) || takes(scalar);
    if (whole) takes(space);
    return whole;
  };
  const member = (): boolean => {
    takes(space);
    return takes(string) && (takes(space), takes(':')) && value();
  };
  const listTo = (end: string, part: () => boolean): boolean => {
    takes(space);
    if (takes(end)) return true;
    do if (!part()) return false;
    while (takes(','));
    return takes(end);
  };
  value();
  return at;
}
