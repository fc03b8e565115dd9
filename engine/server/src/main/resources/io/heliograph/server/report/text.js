// Numbers and times as the engine prints them: the fewest digits that read back as the same double, times in UTC.

function numberText(x) {
    if (Number.isNaN(x) || x === null || x === undefined) {
        return '';
    }
    if (!Number.isFinite(x)) {
        return x > 0 ? 'Infinity' : '-Infinity';
    }
    if (x === 0) {
        return '0';
    }
    const [, sign, first, rest = '', power] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(x.toExponential());
    const exponent = Number(power);
    const size = Math.abs(x);
    if (size < 1e-9 || size >= 1e15) {
        return sign + first + (rest ? '.' + rest : '') + 'e' + exponent;
    }
    const digits = first + rest;
    if (exponent < 0) {
        return sign + '0.' + '0'.repeat(-exponent - 1) + digits;
    }
    return digits.length <= exponent + 1
        ? sign + digits.padEnd(exponent + 1, '0')
        : sign + digits.slice(0, exponent + 1) + '.' + digits.slice(exponent + 1);
}

const grouped = count => String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
const plural = (count, one, many = one + 's') => grouped(count) + ' ' + (count === 1 ? one : many);
const isNumber = x => x !== null && x !== undefined && Number.isFinite(x);

/** A number for reading: so many decimals, a real minus; a dash where it is undefined. */
function fixed(x, decimals) {
    if (!isNumber(x)) {
        return '–';
    }
    const text = x.toFixed(decimals);
    return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

const percent = (x, decimals = 3) => isNumber(x) ? fixed(x * 100, decimals) + ' %' : '–';

/** At most so many significant digits, without an exponent where it can be. */
const significant = (x, digits) => isNumber(x) ? numberText(Number(x.toPrecision(digits))).replace('-', '−') : '–';

const two = n => String(n).padStart(2, '0');
const dayText = ms => new Date(ms).toISOString().slice(0, 10);
const clockText = (ms, seconds) => new Date(ms).toISOString().slice(11, seconds ? 19 : 16);

/** A time for reading: as many digits of it as say something. */
function timeText(ms, ns = 0) {
    const iso = new Date(ms).toISOString();
    if (ms % 86400000 === 0 && ns === 0) {
        return iso.slice(0, 10);
    }
    if (ms % 60000 === 0 && ns === 0) {
        return iso.slice(0, 10) + ' ' + iso.slice(11, 16);
    }
    const fraction = String(ms - Math.floor(ms / 1000) * 1000).padStart(3, '0') + String(ns).padStart(6, '0');
    const digits = fraction.replace(/(000)+$/, '');
    return iso.slice(0, 10) + ' ' + iso.slice(11, 19) + (digits ? '.' + digits : '');
}

function spanText(ms) {
    const units = [[86400000, 'd'], [3600000, 'h'], [60000, 'm'], [1000, 's']];
    let left = Math.round(ms);
    const parts = [];
    for (const [size, name] of units) {
        if (left >= size && parts.length < 2) {
            parts.push(Math.floor(left / size) + name);
            left %= size;
        }
    }
    return parts.join(' ') || left + 'ms';
}
