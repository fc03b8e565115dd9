// Drawing lines, and which of them share a pane.

/** A line with its gaps: straight from bar to bar, or from lowest to highest of each column of pixels. */
function drawLine(pen, pane, line, view, colour) {
    const perPixel = view.span / pane.width;
    pen.strokeStyle = colour;
    pen.fillStyle = colour;
    pen.lineWidth = 1.4;
    pen.lineJoin = 'round';
    pen.beginPath();
    let points = 0;
    let isDrawing = false;
    const to = (x, y) => {
        if (isDrawing) {
            pen.lineTo(x, y);
        } else {
            pen.moveTo(x, y);
        }
        isDrawing = true;
        points++;
    };
    if (perPixel <= 1) {
        const last = Math.min(view.n, view.endBar + 1);
        for (let i = Math.max(0, view.firstBar - 1); i < last; i++) {
            const value = line.values[i];
            if (value !== value) {
                isDrawing = false;
                continue;
            }
            to(pane.x(i), pane.y(value));
            const isAlone = !(line.values[i - 1] === line.values[i - 1]) && !(line.values[i + 1] === line.values[i + 1]);
            if (isAlone) {
                pen.fillRect(pane.x(i) - 1, pane.y(value) - 1, 2.5, 2.5);
            }
        }
    } else {
        for (const {x, low, high} of pixelColumns(pane, view, line.levels, line.levels.levelFor(perPixel))) {
            if (low !== low) {
                isDrawing = false;
                continue;
            }
            to(x, pane.y(low));
            to(x, pane.y(high));
        }
    }
    // So far out that a line fills its pane: its range shows through those of others.
    pen.globalAlpha = perPixel > 4 ? 0.45 : 1;
    pen.stroke();
    pen.globalAlpha = 1;
    return points;
}

/** A histogram stands on zero. */
function drawColumns(pen, pane, line, view, colour) {
    const pixels = pane.width / view.span;
    const width = Math.max(1, Math.min(9, Math.floor(pixels * 0.6)));
    const zero = pane.y(0);
    pen.fillStyle = colour;
    pen.globalAlpha = 0.55;
    let points = 0;
    const columns = pixels >= 1 ? null : pixelColumns(pane, view, line.levels, line.levels.levelFor(1 / pixels));
    if (columns) {
        for (const {x, low, high} of columns) {
            if (low === low) {
                const top = pane.y(Math.max(0, high));
                pen.fillRect(x, top, 1, Math.max(1, pane.y(Math.min(0, low)) - top));
                points += 2;
            }
        }
    } else {
        for (let i = view.firstBar; i < view.endBar; i++) {
            const y = pane.y(line.values[i]);
            if (y === y) {
                pen.fillRect(Math.round(pane.x(i)) - Math.floor(width / 2), Math.min(y, zero), width, Math.max(1, Math.abs(y - zero)));
                points++;
            }
        }
    }
    pen.globalAlpha = 1;
    return points;
}

/** Lower and upper of one definition, such as Bollinger bands. */
function bandsOf(lines) {
    return lines.filter(line => line.name.endsWith('.lower'))
        .map(lower => [lower, lines.find(line => line.name === lower.name.replace(/lower$/, 'upper'))])
        .filter(([, upper]) => upper);
}

/** A breath of colour between two lines where both are defined. */
function fillBand(pen, pane, lower, upper, view, colour) {
    const perPixel = view.span / pane.width;
    const k = lower.levels.levelFor(perPixel);
    upper.levels.level(k);
    const step = Math.max(1, 1 / perPixel);
    pen.fillStyle = colour;
    pen.globalAlpha = 0.08;
    let points = 0;
    let edge = [];
    const flush = () => {
        if (edge.length > 1) {
            pen.beginPath();
            edge.forEach(([x, , high]) => pen.lineTo(x, high));
            edge.reverse().forEach(([x, low]) => pen.lineTo(x, low));
            pen.fill();
        }
        edge = [];
    };
    for (let x = perPixel < 1 ? pane.x(view.firstBar) : 0; x < pane.width + step; x += step) {
        const bar = Math.floor(view.from + x * perPixel);
        const [low] = lower.levels.range(bar, bar + 1, k);
        const [, high] = upper.levels.range(bar, bar + 1, k);
        if (low === low && high === high) {
            edge.push([x, pane.y(low), pane.y(high)]);
            points++;
        } else {
            flush();
        }
    }
    flush();
    pen.globalAlpha = 1;
    return points;
}

const isHistogram = line => /(^|\.)hist(ogram)?$/.test(line.name);

/** Lines that can be read on one scale: shares of one, per cents, else what one definition answers. */
function paneOf(line) {
    const [low, high] = line.levels.range(0, line.values.length);
    if (high >= 15 && high <= 200 && low >= -100 && low > -high * 1.2) {
        return {name: '0 to 100', order: 0};
    }
    const dot = line.name.indexOf('.');
    if (low >= 0 && high <= 1.000001 && high > 0.3 && dot < 0) {
        return {name: '0 to 1', order: 3};
    }
    return dot > 0 ? {name: line.name.slice(0, dot), order: 1} : {name: line.name, order: 2};
}

/** How far from 0 a line goes. */
function sizeOf(line) {
    const [low, high] = line.levels.range(0, line.values.length);
    return Math.max(Math.abs(low), Math.abs(high)) || 0;
}

/** The panes below the price, in order: what is worth seeing first comes first. */
function panesOf(lines) {
    const panes = new Map();
    for (const line of lines.filter(line => !line.isOverlay)) {
        const {name, order} = paneOf(line);
        const pane = panes.get(name);
        if (!pane) {
            panes.set(name, {name, order, size: sizeOf(line), lines: [line]});
        } else if (name.startsWith('0 to') || Math.max(pane.size, sizeOf(line)) < 12 * Math.min(pane.size, sizeOf(line))) {
            pane.lines.push(line);
        } else {
            panes.set(line.name, {name: line.name, order: 2, size: sizeOf(line), lines: [line]});
        }
    }
    return [...panes.values()].sort((a, b) => a.order - b.order);
}

/** The range of a pane's lines in view; the edges of a natural scale are kept. */
function lineRange(name, lines, view) {
    if (name === '0 to 1') {
        return [-0.05, 1.05];
    }
    let low = NaN;
    let high = NaN;
    for (const line of lines) {
        const [least, most] = line.levels.range(view.firstBar, view.endBar);
        low = least < low || low !== low ? least : low;
        high = most > high || high !== high ? most : high;
    }
    if (low !== low) {
        return [0, 1];
    }
    if (name === '0 to 100') {
        low = Math.min(low, 0);
        high = Math.max(high, 100);
    }
    if (lines.some(isHistogram)) {
        low = Math.min(low, 0);
        high = Math.max(high, 0);
    }
    const edge = (high - low || Math.abs(high) || 1) * 0.06;
    return [low - edge, high + edge];
}
