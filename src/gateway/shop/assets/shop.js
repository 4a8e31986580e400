// Keeps an open page up to date: parts that come as server-sent events, and the time that is left to pay.
const house = document.querySelector('[data-events]');
// The deadline is an instant of the server's clock; this one may go wrong by any time.
const skewMs = Number(house?.dataset.now) - Date.now();

// As often as a page without script looks again.
const REFUSED_MS = 5000;

if (house) {
  let events;
  // A browser keeps six connections to one host: a page that nobody sees must not hold one of them.
  const listen = () => {
    events?.close();
    if (document.hidden) return;
    events = new EventSource(house.dataset.events);
    events.addEventListener('error', ({ target }) => {
      // Refused, which a browser does not try again: there are too many, or no more to tell, and the page says which.
      if (target.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), REFUSED_MS);
    });
    events.addEventListener('message', ({ data }) => {
      for (const [id, markup] of Object.entries(JSON.parse(data)))
        replace(document.getElementById(id), markup);
      tick();
    });
  };
  document.addEventListener('visibilitychange', listen);
  listen();
  // A page that comes back from the browser's memory, and one that is left, have no need of news.
  addEventListener('pagehide', () => events?.close());
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
  setInterval(tick, 250);
  tick();
}

/** Fills an element anew; who was on a button in it stays on it. */
function replace(element, markup) {
  if (!element || element.innerHTML === markup) return;
  const focused = element.contains(document.activeElement) ? document.activeElement.id : '';
  element.innerHTML = markup;
  if (!focused) return;
  const again = document.getElementById(focused);
  (again && !again.disabled ? again : document.getElementById('title'))?.focus();
}

function tick() {
  for (const left of document.querySelectorAll('[data-until]')) {
    const ms = Math.max(0, Date.parse(left.dataset.until) - Date.now() - skewMs);
    const seconds = Math.ceil(ms / 1000);
    const words = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    if (left.textContent !== words) left.textContent = words;
    const bar = left.parentElement.querySelector('progress');
    bar.hidden = false;
    bar.value = ms / 1000;
  }
}

// What such a form does is seen on the page without loading it again.
document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  if (!form.matches('[data-stay]')) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, submitter));
  void fetch(form.action, { method: 'POST', body }).then(
    ({ ok, url }) => {
      if (!ok) location.reload();
      else if (url.includes('?')) location.assign(url);
    },
    () => location.reload(),
  );
});
