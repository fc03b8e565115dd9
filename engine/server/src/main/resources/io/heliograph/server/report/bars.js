// Drawing bars: candles where there is room, else the range of each column of pixels and its last close.

const CANDLE_PIXELS = 3;

/** The range of prices in view, with room for marks above and below. */
function priceRange(series, view, overlays) {
    let [low, high] = series.levels.range(view.firstBar, view.endBar);
    const [bars0, bars1] = [low, high];
    for (const line of overlays) {
        const [least, most] = line.levels.range(view.firstBar, view.endBar);
        low = least < low ? least : low;
        high = most > high ? most : high;
    }
    // A line far away must not press the bars flat.
    const room = Math.max(bars1 - bars0, Math.abs(bars1) * 1e-6) * 1.5;
    low = Math.max(low, bars0 - room);
    high = Math.min(high, bars1 + room);
    const edge = (high - low || Math.abs(high) * 0.001 || 1) * 0.12;
    return [low - edge, high + edge];
}

function drawBars(pen, pane, series, view, palette) {
    const pixels = pane.width / view.span;
    return pixels >= CANDLE_PIXELS
        ? drawCandles(pen, pane, series, view, palette, pixels)
        : drawRanges(pen, pane, series, view, palette);
}

function drawCandles(pen, pane, series, view, palette, pixels) {
    const [open, high, low, close] = ['open', 'high', 'low', 'close'].map(name => series.column(name));
    const body = Math.max(1, Math.min(17, Math.floor(pixels * 0.7)));
    pen.lineWidth = 1;
    for (let i = view.firstBar; i < view.endBar; i++) {
        const x = Math.round(pane.x(i));
        if (series.isFilled(i)) {
            pen.strokeStyle = palette.soft;
            pen.setLineDash([2, 2]);
            stroke(pen, x - body / 2, Math.round(pane.y(close[i])) + 0.5, x + body / 2, Math.round(pane.y(close[i])) + 0.5);
            pen.setLineDash([]);
            continue;
        }
        const isUp = close[i] >= open[i];
        pen.strokeStyle = pen.fillStyle = isUp ? palette.up : palette.down;
        const top = Math.round(pane.y(Math.max(open[i], close[i])));
        const bottom = Math.round(pane.y(Math.min(open[i], close[i])));
        stroke(pen, x + 0.5, Math.round(pane.y(high[i])), x + 0.5, top);
        stroke(pen, x + 0.5, bottom, x + 0.5, Math.round(pane.y(low[i])));
        const left = x - Math.floor(body / 2);
        if (series.isFirst(i)) {
            pen.setLineDash([2, 1.5]);
        }
        if (isUp && body >= 4) {
            pen.strokeRect(left + 0.5, top + 0.5, body - 1, Math.max(0.01, bottom - top - 1));
        } else {
            pen.fillRect(left, top, body, Math.max(1, bottom - top));
        }
        pen.setLineDash([]);
    }
    return (view.endBar - view.firstBar) * 4;
}

function drawRanges(pen, pane, series, view, palette) {
    const levels = series.levels;
    const close = series.column('close');
    const k = levels.levelFor(view.span / pane.width);
    const columns = pixelColumns(pane, view, levels, k);
    pen.fillStyle = palette.band;
    for (const {x, low, high} of columns) {
        pen.fillRect(x, pane.y(high), 1, Math.max(1, pane.y(low) - pane.y(high)));
    }
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 1.1;
    pen.beginPath();
    columns.forEach(({x, last}, i) => i === 0 ? pen.moveTo(x, pane.y(close[last])) : pen.lineTo(x, pane.y(close[last])));
    pen.stroke();
    return columns.length * 2;
}

/** Lowest, highest and the last bar of each column of pixels that has bars; looks at a handful of groups for each. */
function pixelColumns(pane, view, levels, k) {
    const columns = [];
    const perPixel = view.span / pane.width;
    const step = Math.max(1, 1 / perPixel);
    for (let x = 0; x < pane.width; x += step) {
        const from = Math.floor(view.from + x * perPixel);
        const to = Math.max(from + 1, Math.floor(view.from + (x + step) * perPixel));
        if (from < 0 || from >= view.n) {
            continue;
        }
        const [low, high] = levels.range(from, Math.min(to, view.n), k);
        columns.push({x: pane.left + x, low, high, first: from, last: Math.min(to, view.n) - 1});
    }
    return columns;
}

/** Faint, at the bottom of the price: the largest volume of each column. */
function drawVolume(pen, pane, series, view, palette) {
    const levels = series.volumes;
    const [, most] = levels.range(view.firstBar, view.endBar);
    if (!(most > 0)) {
        return 0;
    }
    const room = pane.height * 0.14;
    const pixels = pane.width / view.span;
    const k = levels.levelFor(view.span / pane.width);
    pen.fillStyle = palette.shade;
    if (pixels >= 1) {
        for (let i = view.firstBar; i < view.endBar; i++) {
            const height = levels.high[0][i] / most * room;
            const width = Math.max(1, Math.floor(pixels * 0.7));
            pen.fillRect(Math.round(pane.x(i)) - Math.floor(width / 2), pane.bottom - height, width, height);
        }
        return view.endBar - view.firstBar;
    }
    const columns = pixelColumns(pane, view, levels, k);
    for (const {x, high} of columns) {
        const height = (high || 0) / most * room;
        pen.fillRect(x, pane.bottom - height, 1, height);
    }
    return columns.length;
}

function stroke(pen, x0, y0, x1, y1) {
    pen.beginPath();
    pen.moveTo(x0, y0);
    pen.lineTo(x1, y1);
    pen.stroke();
}
