import type { Texts } from '../texts.js';

const rules = new Intl.PluralRules('ru');
const ticketForms = {
  one: 'билет',
  few: 'билета',
  many: 'билетов',
  other: 'билета',
  two: 'билета',
  zero: 'билетов',
};
const secondForms = { ...ticketForms, one: 'секунда', few: 'секунды', many: 'секунд' };

export const russian: Texts = {
  code: 'ru',
  otherLanguage: { code: 'en', name: 'English' },
  shop: 'Маленький магазин',
  skip: 'К тому, что видит оператор',
  customer: 'В зале',
  operator: 'За кулисами',
  event: {
    title: 'Долгий путь домой',
    words: 'Вечер морских песен и бурь, в котором все под конец сходят на берег.',
  },
  sets: ['Партер', 'Ложа'],
  free: (count) => (count === 0 ? 'распродано' : `осталось ${count}`),
  each: (price) => `по ${price}`,
  howMany: (set) => `Билеты: ${set}`,
  howToPay: 'Как вы заплатите?',
  onThePage: {
    title: 'На странице оплаты',
    words: 'Деньги берёт платформа. Магазину никто не сообщает: сага узнаёт сама.',
  },
  inTheShop: { title: 'Здесь, в магазине', words: 'Деньги берёт магазин и сообщает о них саге.' },
  buy: 'Купить',
  buyNote: (seconds) =>
    `На оплату даётся ${seconds} ${secondForms[rules.select(seconds)]}: на это время билеты ваши.`,
  tickets: (count) => `${count} ${ticketForms[rules.select(count)]}`,
  money: (amount) => `${amount.replace('.', ',')} ₽`,
  order: (number) => `Заказ ${number}`,
  phases: {
    away: {
      title: 'Минутку',
      words: 'Сейчас вашим заказом никто не занят. Он в надёжных руках и продолжится с того же места.',
    },
    creating: { title: 'Минутку', words: 'Откладываем ваши билеты.' },
    reserved: { title: 'Отложены', words: 'Билеты отложены для вас. Готовим оплату.' },
    awaiting_payment: { title: 'Ваши, если успеете оплатить', words: 'Билеты отложены для вас.' },
    completing: { title: 'Оплачено', words: 'Деньги пришли. Оформляем билеты.' },
    releasing: { title: 'Возвращаем билеты', words: 'Билеты снова поступают в продажу.' },
  },
  outcomes: {
    completed: { title: 'До встречи', words: 'Заказ оплачен и завершён.' },
    unavailable: { title: 'Кто-то вас опередил', words: 'Всех этих билетов уже нет. Вы ничего не платите.' },
    rejected: { title: 'Не получилось', words: 'Платформа не приняла заказ. Вы ничего не платите.' },
    expired: { title: 'Время вышло', words: 'Билеты снова в продаже. Вы ничего не платите.' },
    payment_failed: { title: 'Платёж отклонён', words: 'Билеты снова в продаже. Вы ничего не платите.' },
    canceled: { title: 'Отменено', words: 'Билеты снова в продаже. Вы ничего не платите.' },
    refund_required: {
      title: 'Деньги вернутся',
      words: 'Они пришли, когда билетов уже не было. Магазин должен их вернуть и помнит об этом.',
    },
  },
  received: {
    pay: { title: 'Оплата принята', words: 'Заказ продолжится, как только появится worker.' },
    cancel: { title: 'Отмена принята', words: 'Заказ будет отменён, как только появится worker.' },
  },
  payBefore: 'Оплатите до',
  takenUntil: (time, holdEnds) =>
    `Номер карты вводят не сразу: оплата принимается до ${time}. На странице оплаты стоит ${holdEnds}, конец брони у платформы; магазин вернёт билеты раньше.`,
  lastMinute: (takenUntil) =>
    `Время вышло. Если вы как раз вводите номер карты: оплата принимается до ${takenUntil}.`,
  timeLeft: 'Осталось',
  pay: (amount) => `Заплатить ${amount}`,
  payOnPage: 'К странице оплаты',
  returned: 'Вы заплатили? Платформа никому не сообщает, поэтому сага смотрит каждые 15 секунд.',
  callOff: 'Отменить',
  again: 'Выбрать билеты',
  steps: {
    creating: 'Создание',
    reserved: 'Бронь',
    awaiting_payment: 'Ждём оплату',
    completing: 'Оплачен',
    completed: 'Завершён',
    releasing: 'Возврат',
    released: 'Снова в продаже',
  },
  path: 'Путь саги',
  stepNow: 'сейчас',
  stepDone: 'пройдено',
  operatorWords:
    'Заказ всегда кончается хорошо: оплачен и завершён, или будто его не было, или с долгом, который все видят. Купите билет, устройте беду и смотрите.',
  facts: {
    reference: 'Номер у магазина',
    platform: 'На платформе',
    stock: 'Билеты',
    paid: 'Платежи',
    attention: 'Нужен человек',
    trouble: 'Последняя помеха',
    owed: 'К возврату',
  },
  stock: (free, held, sold) => `свободно ${free}, отложено ${held}, продано ${sold}`,
  attention: {
    order_vanished: 'платформа больше не знает этого заказа',
    wrong_key: 'платформа не принимает ключ API',
    upstream_refuses: 'платформа отказывает в шаге',
    upstream_unreachable: 'платформа недоступна',
    payment_conflict: 'об одном платеже сообщили с двумя суммами',
    payment_malformed: 'сообщение о платеже не читается',
    refund_overdue: 'возврат просрочен',
    refund_due: 'нужно вернуть деньги',
  },
  settle: 'Отправлено',
  webUi: 'Открыть в Temporal Web UI',
  calls: { title: 'Запросы к платформе', time: 'Время', call: 'Запрос', answer: 'Ответ' },
  noCalls: 'Пока ни одного.',
  noAnswer: (tookEffect) => (tookEffect ? 'выполнен, ответ потерян' : 'нет ответа'),
  makeTrouble: 'Устроить беду',
  troubles: {
    down: { title: 'Платформа лежит', words: 'На каждый запрос ответ 503.' },
    up: { title: 'Платформа снова работает', words: 'Запросы выполняются как обычно.' },
    lose_answer: {
      title: 'Потерять следующий ответ',
      words: 'Запрос выполнится, но никто об этом не узнает.',
    },
    pay_late: { title: 'Заплатить слишком поздно', words: 'Бронь истекает, и лишь потом приходят деньги.' },
    kill_worker: { title: 'Убить worker', words: 'SIGKILL. Через пять секунд запустится другой.' },
  },
  state: {
    fine: 'Всё в порядке.',
    down: 'Платформа лежит.',
    losesAnswer: 'Следующий ответ потеряется.',
    noWorker: 'Ни один worker не отвечает: заказы ждут.',
  },
  notices: {
    choose_some: 'Выберите хотя бы один билет и не больше, чем осталось.',
    too_late: 'Уже поздно: заказ оплачен.',
  },
  notFound: { title: 'Такого заказа нет', words: 'С этим номером ничего не куплено.' },
  terminated: {
    title: 'Этот заказ оборван',
    words:
      'Его прервали в Temporal, или он там упал: магазин не знает, что с ним стало. Это может выяснить оператор.',
  },
  failed: {
    title: 'Сейчас эту страницу не показать',
    words: 'Попробуйте чуть позже: ни один заказ не потерян.',
  },
  foreign: { title: 'Не отсюда', words: 'Эту форму прислал другой сайт, поэтому ничего не сделано.' },
  misnamed: {
    title: 'Не под этим именем',
    words: 'Откройте магазин как localhost или по числовому адресу его машины.',
  },
};
