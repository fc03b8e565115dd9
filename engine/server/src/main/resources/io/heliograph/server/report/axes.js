// Where grid lines stand and what they say.

/** Round numbers within a range, at most so many, and the decimals they need. */
function roundNumbers(low, high, most) {
    const rough = (high - low) / Math.max(1, most);
    const power = Math.floor(Math.log10(rough));
    const unit = 10 ** power;
    const step = [1, 2, 5, 10].find(times => times * unit >= rough * 0.999) * unit;
    const numbers = [];
    for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9 && numbers.length < 50; k++) {
        numbers.push(k * step);
    }
    return {numbers, decimals: Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))};
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS = [SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR,
    6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY];
const MONTHS = [1, 3, 6, 12, 24, 60];
const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Boundaries of time from..to, at most some thousands: of a unit in milliseconds, or of so many months. */
function boundaries(from, to, unit, months) {
    const times = [];
    if (!months) {
        for (let t = Math.ceil(from / unit) * unit; t <= to && times.length < 5000; t += unit) {
            times.push(t);
        }
        return times;
    }
    const first = new Date(from);
    const start = first.getUTCFullYear() * 12 + first.getUTCMonth();
    for (let m = Math.floor(start / months) * months; times.length < 400; m += months) {
        const t = Date.UTC(Math.floor(m / 12), m % 12, 1);
        if (t > to) {
            return times;
        }
        if (t >= from) {
            times.push(t);
        }
    }
    return times;
}

function boundaryText(ms, unit) {
    const date = new Date(ms);
    if (ms % DAY !== 0) {
        return clockText(ms, unit < MINUTE);
    }
    const month = MONTH_NAMES[date.getUTCMonth()];
    if (date.getUTCDate() !== 1) {
        return date.getUTCDate() + ' ' + month;
    }
    return date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : unit >= DAY * 28 ? month : '1 ' + month;
}

/** Milliseconds from bar to bar, as it mostly is: nights and week-ends, which the axis leaves out, must not thin the labels. */
function usualDistance(series, first, last) {
    const step = Math.max(1, Math.floor((last - first) / 200));
    const distances = [];
    for (let i = first + step; i <= last; i += step) {
        distances.push((series.start(i) - series.start(i - step)) / step);
    }
    distances.sort((a, b) => a - b);
    return distances[distances.length >> 1] ?? 0;
}

/** The labels of the time axis: bars whose start is the first at or after a round time, never closer than they can be read. */
function timeLabels(series, view, width) {
    const first = view.firstBar;
    const last = view.endBar - 1;
    if (last < first) {
        return [];
    }
    const from = series.start(first);
    const to = series.start(last);
    const wanted = usualDistance(series, first, last) * view.span / width * 84;
    const unit = UNITS.find(size => size >= wanted);
    const months = unit ? 0 : MONTHS.find(count => count * 30 * DAY >= wanted) ?? 120;
    const labels = [];
    for (const time of boundaries(from, to, unit ?? DAY, months)) {
        const bar = series.barAt(time);
        const x = (bar + 0.5 - view.from) / view.span * width;
        const before = labels[labels.length - 1];
        const isDay = time % DAY === 0;
        if (before && x - before.x < 62) {
            if (!isDay || before.isDay) {
                continue;
            }
            labels.pop();
        }
        labels.push({bar, x, text: boundaryText(time, months ? 28 * DAY : unit), isDay});
    }
    return labels;
}
