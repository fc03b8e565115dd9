package io.heliograph.v1;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything that our .proto files declare, each with its kind, name, owner and comment, as the compiler read them.
 *
 * <p>Immutable once read.
 */
final class Contract {
    /** What a declaration is. */
    enum Kind {
        PACKAGE,
        SERVICE,
        RPC,
        MESSAGE,
        FIELD,
        ONEOF,
        ENUM,
        ENUM_VALUE
    }

    /**
     * One declaration.
     *
     * @param kind what it is
     * @param file the file it stands in, such as heliograph/v1/signal.proto
     * @param owner name of what it stands in; empty at the top of a file
     * @param name its own name
     * @param number its number, for fields and enum values, else 0
     * @param request the simple name of the request, for rpcs, else empty
     * @param response the simple name of the response, for rpcs, else empty
     * @param comment the comment before it, without blanks around; empty if there is none
     */
    record Declaration(
            Kind kind,
            String file,
            String owner,
            String name,
            int number,
            String request,
            String response,
            String comment) {
        @Override
        public String toString() {
            return kind + " " + file + " " + (owner.isEmpty() ? "" : owner + ".") + name;
        }
    }

    private final List<FileDescriptorProto> files;
    private final List<Declaration> declarations = new ArrayList<>();

    private Contract(List<FileDescriptorProto> files) {
        this.files = files;
    }

    /** Reads the descriptor set that the build wrote beside the test classes. */
    static Contract read() throws IOException {
        try (InputStream in = Contract.class.getResourceAsStream("/heliograph.protobin")) {
            FileDescriptorSet set = FileDescriptorSet.parseFrom(in);
            Contract contract = new Contract(set.getFileList().stream()
                    .filter(file -> file.getName().startsWith("heliograph/"))
                    .toList());
            contract.files.forEach(contract::walk);
            return contract;
        }
    }

    List<FileDescriptorProto> files() {
        return files;
    }

    List<Declaration> declarations() {
        return declarations;
    }

    List<Declaration> declarations(Kind kind) {
        return declarations.stream()
                .filter(declaration -> declaration.kind() == kind)
                .toList();
    }

    private void walk(FileDescriptorProto file) {
        Map<List<Integer>, String> comments = new HashMap<>();
        for (Location location : file.getSourceCodeInfo().getLocationList()) {
            comments.put(location.getPathList(), location.getLeadingComments().strip());
        }
        Walker walker = new Walker(file.getName(), comments);
        walker.add(Kind.PACKAGE, "", file.getPackage(), 0, List.of(2));
        for (int i = 0; i < file.getServiceCount(); i++) {
            walker.service(file.getService(i), List.of(6, i));
        }
        for (int i = 0; i < file.getMessageTypeCount(); i++) {
            walker.message("", file.getMessageType(i), List.of(4, i));
        }
        for (int i = 0; i < file.getEnumTypeCount(); i++) {
            walker.enumeration("", file.getEnumType(i), List.of(5, i));
        }
    }

    /** Walks one file; the paths are those of SourceCodeInfo. */
    private final class Walker {
        private final String file;
        private final Map<List<Integer>, String> comments;

        Walker(String file, Map<List<Integer>, String> comments) {
            this.file = file;
            this.comments = comments;
        }

        void add(Kind kind, String owner, String name, int number, List<Integer> path) {
            declarations.add(new Declaration(kind, file, owner, name, number, "", "", comment(path)));
        }

        void service(ServiceDescriptorProto service, List<Integer> path) {
            add(Kind.SERVICE, "", service.getName(), 0, path);
            for (int i = 0; i < service.getMethodCount(); i++) {
                var rpc = service.getMethod(i);
                String request = simpleName(rpc.getInputType());
                String response = simpleName(rpc.getOutputType());
                String comment = comment(under(path, 2, i));
                declarations.add(new Declaration(
                        Kind.RPC, file, service.getName(), rpc.getName(), 0, request, response, comment));
            }
        }

        void message(String owner, DescriptorProto message, List<Integer> path) {
            MessageOptions options = message.getOptions();
            if (options.getMapEntry()) {
                return; // Made by the compiler for a map field, which is seen as a field.
            }
            add(Kind.MESSAGE, owner, message.getName(), 0, path);
            for (int i = 0; i < message.getFieldCount(); i++) {
                var field = message.getField(i);
                add(Kind.FIELD, message.getName(), field.getName(), field.getNumber(), under(path, 2, i));
            }
            for (int i = 0; i < message.getOneofDeclCount(); i++) {
                String name = message.getOneofDecl(i).getName();
                if (!name.startsWith("_")) { // Those are made by the compiler for optional fields.
                    add(Kind.ONEOF, message.getName(), name, 0, under(path, 8, i));
                }
            }
            for (int i = 0; i < message.getNestedTypeCount(); i++) {
                message(message.getName(), message.getNestedType(i), under(path, 3, i));
            }
            for (int i = 0; i < message.getEnumTypeCount(); i++) {
                enumeration(message.getName(), message.getEnumType(i), under(path, 4, i));
            }
        }

        void enumeration(String owner, EnumDescriptorProto enumeration, List<Integer> path) {
            add(Kind.ENUM, owner, enumeration.getName(), 0, path);
            for (int i = 0; i < enumeration.getValueCount(); i++) {
                var value = enumeration.getValue(i);
                add(Kind.ENUM_VALUE, enumeration.getName(), value.getName(), value.getNumber(), under(path, 2, i));
            }
        }

        private String comment(List<Integer> path) {
            return comments.getOrDefault(path, "");
        }

        private List<Integer> under(List<Integer> path, int field, int index) {
            List<Integer> longer = new ArrayList<>(path);
            longer.add(field);
            longer.add(index);
            return longer;
        }
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** UPPER_SNAKE_CASE of a PascalCase name. */
    static String upperSnake(String pascal) {
        return pascal.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
