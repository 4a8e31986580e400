/** Doubles from `first` up to `max`, for ever. In milliseconds, like all here. */
export function* growing(first: number, max: number): Generator<number, never> {
  for (let pause = first; ; pause = Math.min(pause * 2, max)) yield pause;
}

/** Between the rounds of a release: a minute at most at first, ten minutes once it has lasted for an hour. */
export function* pausesOfRelease(): Generator<number, never> {
  let waited = 0;
  for (const pause of growing(1_000, 60_000)) {
    if (waited > 3_600_000) break;
    waited += pause;
    yield pause;
  }
  for (;;) yield 600_000;
}
