// Wheel, drag, pinch and keys over the chart.

const STEP = 1.25;

class Movement {
    constructor(chart, tip, state) {
        Object.assign(this, {chart, tip, state, view: chart.view, canvas: chart.canvas});
        this.pointers = new Map();
        const on = (name, action, options) => this.canvas.addEventListener(name, action.bind(this), options);
        on('wheel', this.wheel, {passive: false});
        on('pointerdown', this.down);
        on('pointermove', this.move);
        on('pointerup', this.up);
        on('pointercancel', this.up);
        on('pointerleave', this.leave);
        on('dblclick', event => this.view.zoom(1 / STEP ** 3, this.chart.barAt(event.offsetX)));
        on('keydown', this.key);
    }

    wheel(event) {
        event.preventDefault();
        const pixels = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
        if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
            this.view.pan((event.deltaX || event.deltaY) * pixels / 600 * this.view.span);
        } else {
            this.view.zoom(STEP ** Math.max(-3, Math.min(3, event.deltaY * pixels / 100)), this.chart.barAt(event.offsetX));
        }
    }

    down(event) {
        this.canvas.focus({preventScroll: true});
        this.canvas.setPointerCapture(event.pointerId);
        this.pointers.set(event.pointerId, event.offsetX);
        this.moved = 0;
        this.last = event.offsetX;
        this.canvas.classList.add('dragging');
    }

    move(event) {
        if (this.pointers.has(event.pointerId)) {
            this.pointers.size > 1 ? this.pinch(event) : this.drag(event);
        }
        this.point(event);
    }

    drag(event) {
        const by = event.offsetX - this.last;
        this.last = event.offsetX;
        this.moved += Math.abs(by);
        this.view.pan(-by / (this.chart.width - this.chart.right) * this.view.span);
    }

    pinch(event) {
        const spread = () => {
            const places = [...this.pointers.values()];
            return Math.abs(places[0] - places[1]);
        };
        const before = spread();
        this.pointers.set(event.pointerId, event.offsetX);
        const places = [...this.pointers.values()];
        this.moved += 9;
        if (before > 8 && spread() > 8) {
            this.view.zoom(before / spread(), this.chart.barAt((places[0] + places[1]) / 2));
        }
    }

    up(event) {
        const wasTap = this.pointers.size === 1 && this.moved < 6 && event.type === 'pointerup';
        this.pointers.delete(event.pointerId);
        this.last = event.offsetX;
        this.canvas.classList.remove('dragging');
        if (wasTap) {
            const hit = this.chart.hitAt(event.offsetX, event.offsetY);
            if (hit?.badge) {
                const middle = (hit.badge.from + hit.badge.to) / 2;
                this.view.centre(middle, Math.max(FEWEST_BARS, Math.min(this.view.span / 4, (hit.badge.to - hit.badge.from) * 6)));
            } else {
                this.state.select(hit ? hit.row : -1, 'pointer');
            }
        }
    }

    point(event) {
        const bar = Math.floor(this.chart.barAt(event.offsetX));
        this.state.pointerY = event.offsetY;
        this.state.point(event.offsetX <= this.chart.width - this.chart.right && bar < this.view.n ? bar : -1);
        const hit = this.chart.hitAt(event.offsetX, event.offsetY);
        this.tip.show(hit);
        this.canvas.style.cursor = hit ? 'pointer' : '';
    }

    leave() {
        this.state.pointerY = -1;
        this.state.point(-1);
        this.tip.show(null);
    }

    key(event) {
        const actions = {
            ArrowLeft: 'left', ArrowRight: 'right', '+': 'in', '=': 'in', '-': 'out', '_': 'out', '0': 'all', n: 'next', p: 'previous',
            Home: 'first', End: 'last', '.': 'bar', ',': 'bar-back', Escape: 'none',
        };
        const action = actions[event.key];
        if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            this.state.act(action);
        }
    }
}
