/** The platform says no: a status and its own texts, answered as `{"errors": […]}`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    readonly errors: string[],
  ) {
    super(errors.join('; '));
  }
}

export function refuse(status: number, ...errors: string[]): never {
  throw new Refusal(status, errors);
}
