/** Who may do what: three roles, deny by default, actor and client taken from the authentication and from nowhere else. */
@NullMarked
package io.dealledger.access;

import org.jspecify.annotations.NullMarked;
