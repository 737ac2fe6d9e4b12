package dev.firebreak.web.server;

/// Something else listens where the server shall, or the port is not for everybody's use. The
/// message says what to do.
public final class PortTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTaken(int port, String advice) {
    super("port %d is taken. %s, or stop what uses it.".formatted(port, advice));
  }
}
