// Signs with a key file without sending it: the file is opened here, the browser's own cryptography signs, and only certificate and signature go to the server.
const CURVES = { '1.2.840.10045.3.1.7': 'P-256', '1.3.132.0.34': 'P-384' };
const EC = '1.2.840.10045.2.1';
const RSA = '1.2.840.113549.1.1.1';

class Refused extends Error {}

const base64 = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const fromBase64 = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
const bytesOf = asn1 => Uint8Array.from(forge.asn1.toDer(asn1).getBytes(), letter => letter.charCodeAt(0));

// The library is to open the file and no more: keys and certificates are wanted as they stand there, byte for byte, and not in its own forms, which know RSA alone and write
// names anew. A password is UTF-8 where a file is locked with PBKDF2 (RFC 8018); the library leaves that to its caller.
const teach = () => {
  const asItStands = () => { throw new Error('as it stands'); };
  forge.pki.privateKeyFromAsn1 = asItStands;
  forge.pki.certificateFromAsn1 = asItStands;
  const derive = forge.pkcs5.pbkdf2;
  forge.pkcs5.pbkdf2 = (password, ...rest) => derive(forge.util.encodeUtf8(password), ...rest);
};

let library;
const loadLibrary = () => library ??= new Promise((done, failed) => {
  const script = document.createElement('script');
  script.src = '/lib/forge.min.js';
  script.onload = () => { teach(); done(); };
  script.onerror = () => { library = null; failed(new Refused('not-sent')); };
  document.head.append(script);
});

// The library tells a wrong password and a damaged file apart only by its words.
const open = (bytes, password) => {
  let asn1;
  try {
    asn1 = forge.asn1.fromDer(forge.util.createBuffer(bytes));
  } catch {
    throw new Refused('not-a-key-file');
  }
  try {
    return forge.pkcs12.pkcs12FromAsn1(asn1, false, password);
  } catch (fault) {
    throw new Refused(/password|MAC|decrypt|padding/i.test(fault.message) ? 'wrong-password' : 'not-a-key-file');
  }
};

const oidOf = node => forge.asn1.derToOid(node.value);

// PrivateKeyInfo: version, algorithm (identifier, parameters), key.
const algorithmOf = info => {
  const [identifier, parameters] = info.value[1].value;
  const oid = oidOf(identifier);
  if (oid === RSA) return { name: 'RSASSA-PKCS1-v1_5' };
  const curve = oid === EC && parameters && CURVES[oidOf(parameters)];
  if (!curve) throw new Refused('unknown-key');
  return { name: 'ECDSA', namedCurve: curve };
};

// The subject's key of a certificate, to find whose key it is: TBSCertificate has an optional version before six fields.
const publicKeyOf = certificate => {
  const fields = certificate.value[0].value;
  return bytesOf(fields[fields[0].tagClass === forge.asn1.Class.CONTEXT_SPECIFIC ? 6 : 5]);
};

const challenge = crypto.getRandomValues(new Uint8Array(32));

const belongs = async (key, certificate) => {
  try {
    const { name, namedCurve } = key.algorithm;
    const known = await crypto.subtle.importKey('spki', publicKeyOf(certificate), { name, namedCurve, hash: 'SHA-256' }, false, ['verify']);
    return await crypto.subtle.verify({ name, hash: 'SHA-256' }, known, await crypto.subtle.sign({ name, hash: 'SHA-256' }, key, challenge), challenge);
  } catch {
    return false;
  }
};

const read = async (file, password) => {
  const store = open(await file.arrayBuffer(), password);
  const { pkcs8ShroudedKeyBag: shrouded, keyBag: plain, certBag } = forge.pki.oids;
  const keys = [shrouded, plain].flatMap(type => store.getBags({ bagType: type })[type] ?? []);
  const certificates = (store.getBags({ bagType: certBag })[certBag] ?? []).map(bag => bag.asn1);
  if (keys.length !== 1) throw new Refused('no-key');
  const info = keys[0].asn1;
  const algorithm = algorithmOf(info);
  const importKey = hash => crypto.subtle.importKey('pkcs8', bytesOf(info), { ...algorithm, hash }, false, ['sign']);
  const key = await importKey('SHA-256').catch(() => { throw new Refused('unknown-key'); });
  for (const own of certificates) {
    if (await belongs(key, own)) return { algorithm, importKey, own: bytesOf(own), issuers: certificates.filter(other => other !== own).map(bytesOf) };
  }
  throw new Refused('no-key');
};

const send = async (form, held) => {
  const body = new FormData(form);
  body.set('certificate', base64(held.own));
  body.set('chain', held.issuers.map(base64).join('\n'));
  const answer = await fetch(form.action, { method: 'POST', body }).catch(() => { throw new Refused('not-sent'); });
  if (answer.ok) return answer.json();
  // A refusal is a page like any other; its sentence is shown here.
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-code]');
  throw page ? Object.assign(new Refused(page.dataset.code), { words: page.firstChild.textContent.trim() }) : new Refused('server-fault');
};

const sign = async box => {
  if (!crypto.subtle) throw new Refused('no-crypto');
  const [file, password] = box.querySelectorAll('input[type=file], input[type=password]');
  if (!file.files.length) throw new Refused('no-file');
  await loadLibrary();
  const held = await read(file.files[0], password.value);
  password.value = '';
  const asked = await send(box.querySelector('[data-key-file-open]'), held);
  const hash = asked.digestAlgorithm.replace('SHA', 'SHA-');
  const signature = await crypto.subtle.sign({ name: held.algorithm.name, hash }, await held.importKey(hash), fromBase64(asked.attributes));
  const done = box.querySelector('[data-key-file-done]');
  done.elements.session.value = asked.session;
  done.elements.signature.value = base64(signature);
  done.requestSubmit();
};

const press = async (box, button) => {
  const note = box.querySelector('[data-key-file-refusal]');
  const busy = box.querySelector('[data-key-file-busy]');
  note.hidden = true;
  busy.hidden = false;
  button.disabled = true;
  try {
    await sign(box);
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    const word = box.querySelector('template').content.querySelector(`[data-word="${fault.message}"]`);
    note.querySelector('span').textContent = fault.words ?? word.textContent;
    note.dataset.code = fault.message;
    note.querySelector('a').hidden = fault.message !== note.dataset.prove;
    note.hidden = false;
  } finally {
    busy.hidden = true;
    button.disabled = false;
  }
};

export const begin = () => {
  for (const box of document.querySelectorAll('[data-key-file]')) {
    const use = box.querySelector('[data-key-file-use]');
    if (!use.hidden) continue;
    use.hidden = false;
    const button = box.querySelector('[data-key-file-sign]');
    button.addEventListener('click', () => press(box, button));
  }
};
