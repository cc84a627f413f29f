// A small SMSC. Arguments: port, folder. What it took goes to `submitted` (number, id, text), what was confirmed to it to `confirmed`; its queue of
// messages for the client survives it in `queue.json`, and what it knows of messages in `messages.json`. Standard input: `mo FROM TEXT`, `hold`
// (gives nothing to the client), `release`.
//
// The last three digits of a number say what happens: 001 is undeliverable, 002 expires, 003 is throttled once, 004 is refused, 005 is taken without an
// answer, 006 has its receipts doubled and backwards, 007 has them in TLVs alone, 008 finds the queue full once, 009 has its receipts
// doubled and backwards, but after the answer; any other is delivered.
const fs = require('fs');
const readline = require('readline');
const smpp = require('smpp');
const [port, folder] = process.argv.slice(2);
process.on('uncaughtException', (error) => fs.appendFileSync(`${folder}/errors`, `${error.stack}\n`));

const load = (name, empty) => { try { return JSON.parse(fs.readFileSync(`${folder}/${name}`)); } catch { return empty; } };
const save = (name, value) => { fs.writeFileSync(`${folder}/${name}.new`, JSON.stringify(value)); fs.renameSync(`${folder}/${name}.new`, `${folder}/${name}`); };
let queue = load('queue.json', []);
const messages = load('messages.json', {});
const refusedOnce = new Set();
const sessions = new Set();
let held = false;

const STATES = { DELIVRD: 2, EXPIRED: 3, UNDELIV: 5, ENROUTE: 1 };

function give() {
  const [session] = sessions;
  if (held || !session) return;
  for (const item of queue.filter((item) => item.session !== session)) {
    item.session = session;
    session.send(new smpp.PDU('deliver_sm', item.pdu), (answer) => {
      if (answer.command_status !== 0) { item.session = undefined; return; }
      fs.appendFileSync(`${folder}/confirmed`, `${item.name}\n`);
      queue = queue.filter((other) => other !== item);
      store();
    });
  }
}

function store() { save('queue.json', queue.map(({ name, pdu }) => ({ name, pdu }))); }

function enqueue(name, pdu) { queue.push({ name, pdu }); store(); }

function receipt(to, id, stat, form) {
  const pdu = { esm_class: 4, source_addr_ton: 1, source_addr: to, destination_addr: 'LOKET', short_message: `id:${id} sub:001 dlvrd:001 submit date:2601011200 done date:2601011201 stat:${stat} err:000 text:Halo` };
  if (form === 'tlv') Object.assign(pdu, { short_message: '', receipted_message_id: id, message_state: STATES[stat] });
  enqueue(`${id} ${stat}`, pdu);
}

function submit(session, pdu) {
  const to = pdu.destination_addr;
  const kind = to.slice(-3);
  const no = { '003': smpp.ESME_RTHROTTLED, '008': smpp.ESME_RMSGQFUL, '004': smpp.ESME_RINVDSTADR }[kind];
  if (no && !(kind !== '004' && refusedOnce.has(to))) {
    refusedOnce.add(to);
    return session.send(pdu.response({ command_status: no }));
  }
  const id = `m${Object.keys(messages).length + 1}`;
  const body = pdu.message_payload || pdu.short_message;
  const text = (body.message !== undefined ? body.message : body).toString();
  const stat = { '001': 'UNDELIV', '002': 'EXPIRED' }[kind] || 'DELIVRD';
  messages[id] = STATES[stat];
  save('messages.json', messages);
  fs.appendFileSync(`${folder}/submitted`, `${to}\t${id}\t${text}\n`);
  const stats = ['006', '009'].includes(kind) ? ['DELIVRD', 'ENROUTE', 'DELIVRD'] : [stat];
  // What is promised is written down before the answer; the receipts of 006 overtake it.
  if (pdu.registered_delivery) for (const stat of stats) receipt(to, id, stat, kind === '007' ? 'tlv' : 'text');
  if (kind === '006') give();
  if (kind !== '005') session.send(pdu.response({ message_id: id }));
  give();
}

const server = smpp.createServer((session) => {
  session.on('error', () => {});
  session.on('close', () => { sessions.delete(session); for (const item of queue) if (item.session === session) item.session = undefined; give(); });
  session.on('bind_transceiver', (pdu) => {
    if (pdu.password !== 'rahasia') return session.send(pdu.response({ command_status: smpp.ESME_RINVPASWD }));
    session.send(pdu.response({ system_id: 'smsc' }));
    sessions.add(session);
    give();
  });
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => { session.send(pdu.response()); session.close(); });
  session.on('submit_sm', (pdu) => submit(session, pdu));
  session.on('query_sm', (pdu) => {
    const state = messages[pdu.message_id];
    session.send(pdu.response(state === undefined ? { command_status: smpp.ESME_RQUERYFAIL } : { message_id: pdu.message_id, message_state: state }));
  });
});
server.on('error', (error) => { fs.appendFileSync(`${folder}/errors`, `${error.stack}\n`); process.exit(1); });
server.listen(Number(port), '127.0.0.1');

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const [, word, from, text] = /^(\S+)(?: (\S+) (.*))?$/.exec(line);
  if (word === 'mo') enqueue('mo', { source_addr_ton: 1, source_addr: from, destination_addr: 'LOKET', data_coding: 0, short_message: text });
  held = word === 'hold' || (held && word !== 'release');
  give();
});
