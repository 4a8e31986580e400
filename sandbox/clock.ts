export type ClockSource = () => number | Promise<number>;

export type Clock = ReturnType<typeof createClock>;

/** A clock that goes on like its source (epoch ms) and can be moved against it. */
export function createClock(source: ClockSource = Date.now) {
  let offset = 0;
  return {
    now: async () => Math.floor(await source()) + offset,
    advance(ms: number) {
      offset += ms;
    },
    async set(epochMs: number) {
      offset = epochMs - Math.floor(await source());
    },
  };
}

/** Writes an instant (epoch ms) as the platform does: `2016-01-26T09:25:19.378000+00:00`. */
export function formatInstant(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '000+00:00');
}

/** Reads an ISO instant to epoch ms; `undefined` when it is none. Without a zone it means UTC, as in version 2. */
export function parseInstant(text: string): number | undefined {
  const instant = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
  if (!instant) return undefined;
  const [, day, time = '00:00', zone = 'Z'] = instant;
  const epochMs = Date.parse(`${day}T${time}${zone}`);
  return Number.isNaN(epochMs) ? undefined : epochMs;
}
