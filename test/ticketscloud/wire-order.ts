/** An order as the API shows it, with the fields that a test is about. */
export function wireOrder(fields: object = {}) {
  return {
    id: '56a73b7ff06c5a21c393806b',
    created_at: '2016-01-26T09:25:19.378000+00:00',
    event: '56a6253df06c5a059a93802e',
    number: 497291903,
    payment: { failure_url: null, success_url: null, system: null },
    reserved_till: '2016-01-26T09:35:19.392000+00:00',
    status: 'executed',
    tickets: ['56a6253df06c5a059a9380a0'],
    value: '100.00',
    values: { extra: '0.00', full: '100.00', nominal: '100.00' },
    ...fields,
  };
}
