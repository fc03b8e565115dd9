package io.heliograph.testkit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a compiled class refers to, read from its constant pool.
 *
 * <p>The pool names every class and member that the bytecode touches (Java Virtual Machine Specification, 4.4), so no
 * instruction has to be read. Method handles and lambdas refer to members of the same pool.
 */
final class ClassFile {
    private static final int MAGIC = 0xCAFEBABE;

    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int FLOAT = 4;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int DYNAMIC = 17;
    private static final int INVOKE_DYNAMIC = 18;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;

    private final int[] tags;
    private final String[] texts;
    private final int[] lefts;
    private final int[] rights;

    private ClassFile(int size) {
        this.tags = new int[size];
        this.texts = new String[size];
        this.lefts = new int[size];
        this.rights = new int[size];
    }

    static ClassFile read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DataInputStream data = new DataInputStream(new BufferedInputStream(in))) {
            if (data.readInt() != MAGIC) {
                throw new IOException("not a class file: file=" + file);
            }
            data.readInt();
            ClassFile read = new ClassFile(data.readUnsignedShort());
            read.readPool(data);
            return read;
        }
    }

    private void readPool(DataInputStream data) throws IOException {
        for (int i = 1; i < tags.length; i++) {
            tags[i] = data.readUnsignedByte();
            switch (tags[i]) {
                case UTF8 -> texts[i] = data.readUTF();
                case INTEGER, FLOAT -> data.readInt();
                case LONG, DOUBLE -> {
                    data.readLong();
                    i++;
                }
                case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> lefts[i] = data.readUnsignedShort();
                case FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, DYNAMIC, INVOKE_DYNAMIC -> {
                    lefts[i] = data.readUnsignedShort();
                    rights[i] = data.readUnsignedShort();
                }
                case METHOD_HANDLE -> {
                    data.readUnsignedByte();
                    data.readUnsignedShort();
                }
                default -> throw new IOException("unknown constant: tag=" + tags[i] + " place=" + i);
            }
        }
    }

    /** Every class as {@code java.util.Map}, every member as {@code java.util.Map.get(Ljava/lang/Object;)Ljava/...}. */
    Set<String> references() {
        Set<String> references = new TreeSet<>();
        for (int i = 1; i < tags.length; i++) {
            switch (tags[i]) {
                case CLASS -> references.add(className(i));
                case FIELD, METHOD, INTERFACE_METHOD -> references.add(className(lefts[i]) + "." + member(rights[i]));
                default -> {
                    // Names, numbers and texts refer to nothing by themselves.
                }
            }
        }
        return references;
    }

    private String className(int place) {
        String name = texts[lefts[place]];
        while (name.startsWith("[")) {
            name = name.substring(1);
        }
        boolean isArrayOfObjects = name.startsWith("L") && name.endsWith(";");
        return (isArrayOfObjects ? name.substring(1, name.length() - 1) : name).replace('/', '.');
    }

    private String member(int nameAndType) {
        return texts[lefts[nameAndType]] + texts[rights[nameAndType]];
    }
}
