// The picture: price on top, panes of other lines below, one axis of time. Draws at most once a frame, and at most about two
// points for each column of pixels, however many bars there are.

const RIGHT = 66;
const RIGHT_SMALL = 54;
const AXIS = 24;

/** Width on paper, as in the style sheet: what A4 and Letter have across. */
const PAPER = 940;

class Chart {
    constructor(canvas, view, palette, state) {
        Object.assign(this, {canvas, view, palette, state});
        this.pen = canvas.getContext('2d');
        this.hits = [];
        this.panes = [];
        this.drawn = () => {};
        this.request = oncePerFrame(() => this.draw());
        view.listeners.push(this.request);
        new ResizeObserver(this.request).observe(canvas.parentElement);
    }

    /** The heights follow the panes shown; a phone gets a shorter price. */
    layOut(shownPanes) {
        const {isPrinting} = this.state;
        this.width = isPrinting ? PAPER : this.canvas.parentElement.clientWidth;
        this.right = this.width < 600 ? RIGHT_SMALL : RIGHT;
        const price = isPrinting ? 270 : this.width < 600 ? 300 : 400;
        const other = isPrinting ? 84 : this.width < 600 ? 96 : 118;
        const height = price + other * shownPanes.length + AXIS;
        const ratio = isPrinting ? 3 : window.devicePixelRatio || 1;
        if (this.canvas.width !== Math.round(this.width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
            this.canvas.width = Math.round(this.width * ratio);
            this.canvas.height = Math.round(height * ratio);
        }
        this.canvas.style.height = height + 'px';
        this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
        this.height = height;
        return {price, other};
    }

    draw() {
        const began = performance.now();
        const {series, view, palette, pen, state} = {...this, series: this.state.series};
        if (!series || this.canvas.parentElement.clientWidth === 0) {
            return;
        }
        const lines = state.shownLines();
        const groups = panesOf(lines);
        const {price, other} = this.layOut(groups);
        pen.clearRect(0, 0, this.width, this.height);
        this.points = 0;
        const overlays = lines.filter(line => line.isOverlay);
        this.panes = [this.pane('price', 0, price, series.n ? priceRange(series, view, overlays) : [0, 1], overlays)];
        groups.forEach((group, i) => this.panes.push(
            this.pane(group.name, price + i * other, other, lineRange(group.name, group.lines, view), group.lines)));
        this.labels = timeLabels(series, view, this.width - this.right);
        this.drawTimes(series);
        this.panes.forEach((pane, i) => this.drawPane(pane, i === 0, series));
        this.drawCursor(series);
        this.tell(began);
    }

    pane(name, top, height, [low, high], lines) {
        const width = this.width - this.right;
        const {view} = this;
        // Legends stand above the lines, not on them.
        const head = lines.length === 0 ? 4 : 22;
        const room = height - head - 5;
        return {
            name, top, height, low, high, lines, width, left: 0, bottom: top + height,
            x: bar => (bar + 0.5 - view.from) / view.span * width,
            y: value => top + head + (high - value) / (high - low) * room,
            value: y => high - (y - top - head) / room * (high - low),
        };
    }

    drawPane(pane, isPrice, series) {
        const {pen, palette, view, state} = this;
        this.drawScale(pane, isPrice);
        pen.save();
        pen.beginPath();
        pen.rect(0, pane.top, pane.width, pane.height);
        pen.clip();
        if (isPrice && series.n > 0) {
            this.points += drawVolume(pen, pane, series, view, palette);
        }
        // Candles lie under the lines; a price that is itself a line lies on top of them.
        const isCandles = pane.width / view.span >= CANDLE_PIXELS;
        if (isPrice && isCandles) {
            this.points += drawBars(pen, pane, series, view, palette);
        }
        for (const [lower, upper] of bandsOf(pane.lines)) {
            this.points += fillBand(pen, pane, lower, upper, view, palette.line(lower.colour));
        }
        for (const line of pane.lines) {
            const draw = isHistogram(line) ? drawColumns : drawLine;
            this.points += draw(pen, pane, line, view, palette.line(line.colour));
        }
        if (isPrice && !isCandles && series.n > 0) {
            this.points += drawBars(pen, pane, series, view, palette);
        }
        if (isPrice) {
            const marks = new Marks(pen, pane, series, view, palette, state.shownStrategies, state.selected);
            this.hits = marks.draw();
            this.singles = marks.singles;
            this.badges = marks.badges;
            this.changes = state.changes?.mark(pen, pane, series, view, palette, state.shownStrategies) ?? 0;
        }
        pen.restore();
        pen.fillStyle = palette.rule;
        pen.fillRect(0, pane.bottom - 1, this.width, 1);
    }

    drawScale(pane, isPrice) {
        const {pen, palette} = this;
        const {numbers, decimals} = roundNumbers(pane.low, pane.high, Math.floor(pane.height / (isPrice ? 52 : 34)));
        pen.font = palette.text;
        pen.textAlign = 'left';
        pen.textBaseline = 'middle';
        for (const number of numbers) {
            const y = pane.y(number);
            if (y < pane.top + 5 || y > pane.bottom - 5) {
                continue;
            }
            pen.fillStyle = Math.abs(number) < 1e-12 && !isPrice ? palette.soft : palette.grid;
            pen.fillRect(0, Math.round(y), pane.width, 1);
            pen.fillStyle = palette.soft;
            pen.fillText(fixed(number, decimals), pane.width + 6, y);
        }
    }

    drawTimes(series) {
        const {pen, palette, view, labels} = this;
        const bottom = this.height - AXIS;
        const pixels = (this.width - this.right) / view.span;
        pen.textAlign = 'center';
        pen.textBaseline = 'middle';
        for (const {x, text, isDay} of labels) {
            pen.fillStyle = palette.grid;
            pen.fillRect(Math.round(x), 0, 1, bottom);
            pen.fillStyle = isDay ? palette.ink : palette.soft;
            pen.font = (isDay ? '600 ' : '') + palette.text;
            pen.fillText(text, Math.max(20, Math.min(this.width - this.right - 20, x)), bottom + AXIS / 2);
        }
        if (pixels < CANDLE_PIXELS) {
            return;
        }
        // Where time passed without bars the axis does not stretch; a dotted line says so.
        pen.strokeStyle = palette.soft;
        pen.lineWidth = 1;
        pen.setLineDash([1, 4]);
        for (let i = view.firstBar; i < view.endBar; i++) {
            if (series.gapBefore(i) > 0) {
                const x = Math.round(this.panes[0].x(i - 0.5)) + 0.5;
                stroke(pen, x, 0, x, bottom);
            }
        }
        pen.setLineDash([]);
    }

    drawCursor(series) {
        const {pen, palette, state} = this;
        if (state.cursor < 0 || state.cursor >= series.n || state.isPrinting) {
            return;
        }
        pen.strokeStyle = palette.soft;
        pen.lineWidth = 1;
        pen.setLineDash([4, 3]);
        const x = Math.round(this.panes[0].x(state.cursor)) + 0.5;
        stroke(pen, x, 0, x, this.height - AXIS);
        const pane = this.panes.find(each => state.pointerY >= each.top && state.pointerY < each.bottom);
        if (pane) {
            const y = Math.round(state.pointerY) + 0.5;
            stroke(pen, 0, y, pane.width, y);
            pen.setLineDash([]);
            const decimals = pane === this.panes[0] ? series.decimals : roundNumbers(pane.low, pane.high, 4).decimals + 1;
            this.tag(fixed(pane.value(state.pointerY), decimals), pane.width, y);
        }
        pen.setLineDash([]);
    }

    tag(text, x, y) {
        const {pen, palette} = this;
        pen.fillStyle = palette.ink;
        pen.fillRect(x + 1, y - 9, this.right - 1, 18);
        pen.fillStyle = palette.card;
        pen.font = palette.text;
        pen.textAlign = 'left';
        pen.textBaseline = 'middle';
        pen.fillText(text, x + 6, y);
    }

    /** What is on the picture, for whoever cannot see it. */
    tell(began) {
        const {view, state, canvas} = this;
        Object.assign(canvas.dataset, {
            symbol: state.series.symbol,
            timeframe: state.series.timeframe,
            from: view.firstBar,
            to: view.endBar,
            points: this.points,
            marks: this.singles,
            badges: this.badges,
            changes: this.changes,
            panes: this.panes.map(pane => pane.name).join(' | '),
            millis: (performance.now() - began).toFixed(2),
        });
        if (performance.getEntriesByName('chart drawn').length === 0) {
            performance.mark('chart drawn');
        }
        this.drawn();
    }

    barAt(x) {
        return this.view.from + x / (this.width - this.right) * this.view.span;
    }

    hitAt(x, y) {
        let best = null;
        let nearest = Infinity;
        for (const hit of this.hits) {
            const distance = Math.hypot(hit.x - x, hit.y - y);
            if (distance <= hit.radius && distance < nearest) {
                best = hit;
                nearest = distance;
            }
        }
        return best;
    }
}
