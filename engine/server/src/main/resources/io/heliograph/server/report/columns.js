// Columns of numbers, unpacked when they are first asked for. The class Column of the engine draws the bytes.

function bytesOf(base64) {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < bytes.length; i++) {
        bytes[i] = text.charCodeAt(i);
    }
    return bytes;
}

/** Varints: seven bits a byte, lowest first. By multiplication, because a shift would cut them to 32 bits. */
function reader(bytes) {
    let at = 0;
    return () => {
        let value = bytes[at++];
        if (value < 128) {
            return value;
        }
        value -= 128;
        for (let weight = 128; ; weight *= 128) {
            const byte = bytes[at++];
            value += (byte & 127) * weight;
            if (byte < 128) {
                return value;
            }
        }
    };
}

function unpackSteps(column) {
    const values = new Float64Array(column.n);
    const next = reader(bytesOf(column.steps));
    const scale = 10 ** column.decimals;
    let whole = 0;
    let token = 0;
    for (let i = 0; i < column.n;) {
        let times = 1;
        const read = next();
        if (read === 1) {
            times = next();
        } else {
            token = read;
        }
        const step = token < 2 ? 0 : token % 2 === 0 ? (token - 2) / 2 : -(token - 1) / 2;
        for (; times > 0; times--) {
            whole += step;
            values[i++] = token === 0 ? NaN : whole / scale;
        }
    }
    return values;
}

function unpackDoubles(column) {
    const defined = new DataView(bytesOf(column.doubles).buffer);
    const values = new Float64Array(column.n).fill(NaN);
    const next = reader(bytesOf(column.runs));
    for (let i = 0, from = 0; i < column.n;) {
        for (let run = next(); run > 0; run--, from += 8) {
            values[i++] = defined.getFloat64(from, true);
        }
        i += i < column.n ? next() : 0;
    }
    return values;
}

const unpacked = new Map();

function unpack(column) {
    let values = unpacked.get(column);
    if (!values) {
        values = column.steps === undefined ? unpackDoubles(column) : unpackSteps(column);
        unpacked.set(column, values);
    }
    return values;
}
