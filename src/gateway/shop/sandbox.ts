/** A set of tickets that are alike, at one price. */
export interface TicketSet {
  readonly id: string;
  readonly price: string;
}

/** How many tickets of each set are in which state. */
export type Stock = Readonly<Record<string, { free: number; held: number; sold: number }>>;

/** A request to the platform and what became of it. */
export interface JournalEntry {
  readonly seq: number;
  readonly at: string | null;
  readonly method: string;
  readonly orderId: string | null;
  readonly body: unknown;
  readonly tookEffect: boolean;
  readonly fault: string | null;
  readonly status: number | null;
  readonly answer: unknown;
  readonly answeredAt: number | null;
}

interface Fault {
  readonly times?: number;
  readonly effect?: boolean;
  readonly fault: { readonly kind: string; readonly [detail: string]: unknown };
}

/** A fault as it is listed: how often it has shown so far. */
interface ListedFault extends Required<Fault> {
  readonly applied: number;
}

interface Catalogue {
  readonly events: readonly { readonly id: string; readonly sets: readonly TicketSet[] }[];
}

export type Sandbox = ReturnType<typeof visitSandbox>;

// It is on the same machine: what takes longer is not there.
const PATIENCE_MS = 2_000;
const DOWN = { times: 0, fault: { kind: 'status', status: 503, headers: { 'Retry-After': '2' } } };
const LOST = { effect: true, fault: { kind: 'reset' } };

/** Looks behind the scenes of the sandbox, and makes it misbehave, over HTTP (sandbox/README.md). */
export function visitSandbox(url: string) {
  async function call<T>(method: string, path: string, body?: Fault): Promise<T> {
    const response = await fetch(new URL(`/_sandbox/${path}`, url), {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${response.url} answered ${response.status}`);
    return (await response.json()) as T;
  }
  const { origin } = new URL(url);
  return {
    /** Whether a payment page is its own: for a payment to the shop itself it names one that leads nowhere. */
    serves: (page: string) => URL.canParse(page) && new URL(page).origin === origin,
    /** The event that is on sale, with its sets. */
    async event() {
      const [event] = (await call<Catalogue>('GET', 'catalogue')).events;
      if (!event) throw new Error(`the sandbox at ${url} sells nothing`);
      return event;
    },
    stock: () => call<Stock>('GET', 'stock'),
    journal: () => call<JournalEntry[]>('GET', 'journal'),
    /** The trouble that was made and is not over. */
    async trouble() {
      const faults = await call<ListedFault[]>('GET', 'faults');
      return {
        isDown: faults.some(({ times }) => times === 0),
        losesNextAnswer: faults.some(({ times, applied, effect }) => effect && applied < times),
      };
    },
    /** Every request is refused from now on. */
    goDown: () => call('POST', 'faults', DOWN),
    /** Ends all misbehaviour, also what has not shown yet. */
    behave: () => call('DELETE', 'faults'),
    /** The next request takes effect, and nobody hears of it. */
    loseNextAnswer: () => call('POST', 'faults', LOST),
    /** The hold of an open order lapses now; one that has ended stays as it is. */
    expire: (orderId: string) => call('POST', `orders/${orderId}/expire`).catch(() => undefined),
  };
}
