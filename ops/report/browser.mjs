// A headless browser over the DevTools protocol, spoken through a pipe: no port, no package, nothing to install but the browser.
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const PATIENCE_MS = 60_000;

export class Browser {
    static async start(program) {
        const profile = mkdtempSync(join(tmpdir(), 'heliograph-browser-'));
        const child = spawn(program, [
            '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-extensions',
            '--disable-background-networking', '--hide-scrollbars', '--force-color-profile=srgb', `--user-data-dir=${profile}`,
            '--remote-debugging-pipe', 'about:blank',
        ], {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
        return new Browser(child, profile);
    }

    constructor(child, profile) {
        this.child = child;
        this.profile = profile;
        this.calls = new Map();
        this.next = 1;
        let rest = '';
        child.stdio[4].setEncoding('utf8').on('data', text => {
            const messages = (rest + text).split('\0');
            rest = messages.pop();
            messages.forEach(message => this.take(JSON.parse(message)));
        });
        this.listeners = [];
    }

    take(message) {
        const call = this.calls.get(message.id);
        if (call) {
            this.calls.delete(message.id);
            clearTimeout(call.timer);
            message.error ? call.reject(new Error(`${call.method}: ${message.error.message}`)) : call.resolve(message.result);
        } else {
            this.listeners.forEach(listener => listener(message));
        }
    }

    send(method, params = {}, sessionId = undefined) {
        const id = this.next++;
        this.child.stdio[3].write(JSON.stringify({id, method, params, sessionId}) + '\0');
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error(`${method}: no answer in ${PATIENCE_MS} ms`)), PATIENCE_MS);
            this.calls.set(id, {method, resolve, reject, timer});
        });
    }

    async open(url, {width = 1280, height = 1000, isPhone = false, isDark = false} = {}) {
        const {targetId} = await this.send('Target.createTarget', {url: 'about:blank'});
        const {sessionId} = await this.send('Target.attachToTarget', {targetId, flatten: true});
        const page = new Tab(this, targetId, sessionId);
        await page.prepare(width, height, isPhone, isDark);
        await page.go(url);
        return page;
    }

    async stop() {
        const gone = new Promise(resolve => this.child.once('exit', resolve));
        await this.send('Browser.close').catch(() => this.child.kill());
        await gone;
        rmSync(this.profile, {recursive: true, force: true, maxRetries: 5});
    }
}

class Tab {
    constructor(browser, targetId, sessionId) {
        Object.assign(this, {browser, targetId, sessionId, complaints: [], requests: [], waiting: []});
        browser.listeners.push(message => message.sessionId === sessionId && this.hear(message));
    }

    send(method, params) {
        return this.browser.send(method, params, this.sessionId);
    }

    hear({method, params}) {
        if (method === 'Runtime.exceptionThrown') {
            this.complaints.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
        } else if (method === 'Runtime.consoleAPICalled' && ['error', 'warning', 'assert'].includes(params.type)) {
            this.complaints.push(params.args.map(argument => argument.value ?? argument.description).join(' '));
        } else if (method === 'Log.entryAdded' && ['error', 'warning'].includes(params.entry.level)) {
            this.complaints.push(params.entry.text);
        } else if (method === 'Network.requestWillBeSent') {
            this.requests.push(params.request.url);
        }
        this.waiting = this.waiting.filter(each => each.method !== method || each.resolve());
    }

    async prepare(width, height, isPhone, isDark) {
        await Promise.all(['Page.enable', 'Runtime.enable', 'Log.enable', 'Network.enable'].map(method => this.send(method)));
        await this.send('Emulation.setDeviceMetricsOverride', {width, height, deviceScaleFactor: isPhone ? 3 : 1, mobile: isPhone});
        await this.send('Emulation.setTouchEmulationEnabled', {enabled: isPhone});
        await this.send('Emulation.setEmulatedMedia', {features: [{name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light'}]});
    }

    async go(url) {
        const loaded = new Promise(resolve => this.waiting.push({method: 'Page.loadEventFired', resolve}));
        await this.send('Page.navigate', {url});
        await loaded;
        await this.settle();
    }

    /** Until what was asked for is drawn and said. */
    async settle() {
        await this.evaluate(`new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 320))))`);
    }

    async evaluate(expression) {
        const {result, exceptionDetails} = await this.send('Runtime.evaluate', {expression, awaitPromise: true, returnByValue: true});
        if (exceptionDetails) {
            throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        }
        return result.value;
    }

    /** What the chart says of itself. */
    async chart() {
        const data = await this.evaluate(`({...document.getElementById('chart').dataset})`);
        for (const name of ['from', 'to', 'points', 'marks', 'badges', 'changes', 'millis']) {
            data[name] = Number(data[name]);
        }
        return data;
    }

    text(selector) {
        return this.evaluate(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? null`);
    }

    count(selector) {
        return this.evaluate(`document.querySelectorAll(${JSON.stringify(selector)}).length`);
    }

    /** A real click in the middle of an element. */
    async click(selector) {
        const {x, y} = await this.evaluate(`(() => {
            const element = document.querySelector(${JSON.stringify(selector)});
            element.scrollIntoView({block: 'center', behavior: 'instant'});
            const box = element.getBoundingClientRect();
            return {x: box.x + box.width / 2, y: box.y + box.height / 2};
        })()`);
        await this.mouse('mousePressed', x, y);
        await this.mouse('mouseReleased', x, y);
        await this.settle();
    }

    mouse(type, x, y, more = {}) {
        const button = type === 'mouseMoved' && !more.buttons || type === 'mouseWheel' ? 'none' : 'left';
        return this.send('Input.dispatchMouseEvent', {type, x, y, button, clickCount: 1, ...more});
    }

    /** A place on an element, in shares of its width and height. */
    async place(selector, across, down) {
        return this.evaluate(`(() => {
            const element = document.querySelector(${JSON.stringify(selector)});
            element.scrollIntoView({block: 'center', behavior: 'instant'});
            const box = element.getBoundingClientRect();
            return {x: box.x + box.width * ${across}, y: box.y + box.height * ${down}};
        })()`);
    }

    async drag(selector, from, to) {
        const a = await this.place(selector, ...from);
        const b = await this.place(selector, ...to);
        await this.mouse('mousePressed', a.x, a.y);
        for (let i = 1; i <= 8; i++) {
            await this.mouse('mouseMoved', a.x + (b.x - a.x) * i / 8, a.y + (b.y - a.y) * i / 8, {buttons: 1});
        }
        await this.mouse('mouseReleased', b.x, b.y);
        await this.settle();
    }

    async wheel(selector, across, down, deltaY) {
        const {x, y} = await this.place(selector, across, down);
        await this.mouse('mouseWheel', x, y, {deltaX: 0, deltaY});
        await this.settle();
    }

    async press(key) {
        const text = key.length === 1 ? key : undefined;
        await this.evaluate(`document.getElementById('chart').focus()`);
        await this.send('Input.dispatchKeyEvent', {type: 'keyDown', key, text});
        await this.send('Input.dispatchKeyEvent', {type: 'keyUp', key});
        await this.settle();
    }

    async screenshot(file, isWhole = false) {
        const {data} = await this.send('Page.captureScreenshot', {format: 'png', captureBeyondViewport: isWhole, ...(isWhole ? {clip: await this.whole()} : {})});
        writeFileSync(file, Buffer.from(data, 'base64'));
    }

    async whole() {
        const {cssContentSize} = await this.send('Page.getLayoutMetrics');
        return {x: 0, y: 0, width: cssContentSize.width, height: Math.min(cssContentSize.height, 9_000), scale: 1};
    }

    async print(file) {
        const {data} = await this.send('Page.printToPDF', {printBackground: true, preferCSSPageSize: true});
        writeFileSync(file, Buffer.from(data, 'base64'));
    }

    close() {
        return this.browser.send('Target.closeTarget', {targetId: this.targetId});
    }
}
