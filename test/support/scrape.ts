export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const line = /^([a-z_][a-z0-9_]*)(?:\{(.*)\})? ([^ ]+)$/i;

/** Reads what a program serves for Prometheus. */
export async function scrape(address: string): Promise<Sample[]> {
  const text = await (await fetch(`http://${address}/metrics`)).text();
  return text.split('\n').flatMap((text) => {
    const [, name, labels = '', value] = line.exec(text) ?? [];
    if (name === undefined) return [];
    const pairs = Array.from(labels.matchAll(/([a-z_]+)="([^"]*)"/gi), ([, key, value]) => [key, value]);
    return [{ name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) }];
  });
}

/** The sum of a metric over all of its series that have these labels; undefined where there is none. */
export function valueOf(
  samples: readonly Sample[],
  name: string,
  labels: Record<string, string> = {},
): number | undefined {
  const found = samples.filter(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  return found.length > 0 ? found.reduce((sum, { value }) => sum + value, 0) : undefined;
}
