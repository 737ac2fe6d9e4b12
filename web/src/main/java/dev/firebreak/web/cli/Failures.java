package dev.firebreak.web.cli;

import dev.firebreak.graph.store.GraphUnavailable;
import dev.firebreak.remediation.evidence.EvidenceBroken;
import dev.firebreak.remediation.evidence.EvidenceInUse;
import dev.firebreak.remediation.plan.RemediationRefused;
import dev.firebreak.web.config.ConfigInvalid;
import dev.firebreak.web.config.DataFolderInUse;
import dev.firebreak.web.server.PortTaken;
import java.io.PrintWriter;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// One sentence and a fitting exit code for whatever stops a command.
final class Failures implements IExecutionExceptionHandler {

  private final FirebreakCommand top;

  Failures(FirebreakCommand top) {
    this.top = top;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      int code = code(cause);
      if (code != ExitCode.FAULT) {
        err.println("firebreak: " + sentence(cause));
        trace(err, failure);
        return code;
      }
    }
    err.println("firebreak: unexpected failure: " + failure);
    err.println("  This is a fault of Firebreak. Run again with --verbose to see where.");
    trace(err, failure);
    return ExitCode.FAULT;
  }

  private void trace(PrintWriter err, Exception failure) {
    if (top.verbose()) {
      failure.printStackTrace(err);
    }
  }

  private static String sentence(Throwable cause) {
    return switch (cause) {
      case PortInUseException port -> "port %d is taken.".formatted(port.getPort());
      case DataFolderInUse inUse ->
          inUse.getMessage()
              + " If that is `firebreak serve`, its page Sources harvests and analyses, too.";
      default -> String.valueOf(cause.getMessage());
    };
  }

  private static int code(Throwable cause) {
    return switch (cause) {
      case ConfigInvalid _ -> ExitCode.UNUSABLE;
      case GraphUnavailable _ -> ExitCode.UNAVAILABLE;
      case DataFolderInUse _ -> ExitCode.FOLDER_IN_USE;
      case EvidenceInUse _ -> ExitCode.FOLDER_IN_USE;
      case EvidenceBroken _ -> ExitCode.UNUSABLE;
      case RemediationRefused _ -> ExitCode.UNUSABLE;
      case PortTaken _ -> ExitCode.PORT_IN_USE;
      case PortInUseException _ -> ExitCode.PORT_IN_USE;
      default -> ExitCode.FAULT;
    };
  }
}
